import type { AccountCreated, AccountWrites, NewAccount, NotAdmitted } from '../../../ports/storage/accounts.ts'
import type { Destination } from '../../sql/arrival.ts'
import { workingInvites } from '../../sql/invites.ts'
import type { Db } from '../db.ts'
import { accountReads } from '../reads/accounts.ts'
import { settingsReads } from '../reads/settings.ts'
import { statement } from '../statement.ts'
import type { Transaction } from '../transaction.ts'
import type { Writers } from './index.ts'
import { addPasskey, hasPasskey, passkeyWriters } from './passkeys.ts'
import { letIn } from './room-door.ts'
import { createSession, revokeOthers } from './session-table.ts'

const invite = statement(`
  SELECT i.room, i.created_by ${workingInvites('$1')} AND i.token = $2 AND i.purpose = $3 FOR NO KEY UPDATE OF i`)
const insert = statement(`
  INSERT INTO users(id, handle, skeleton, name, name_key, kind, password, created_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8)`)
const use = statement('UPDATE invites SET uses_left = uses_left - 1 WHERE token = $1')
const setPassword = statement('UPDATE users SET password = $2 WHERE id = $1 AND password IS NOT DISTINCT FROM $3')
const rename = statement('UPDATE users SET name = $2, name_key = $3 WHERE id = $1')
const setSettings = statement('UPDATE users SET invisible = $2, typing = $3, receipts = $4, reports = $5 WHERE id = $1')

type Admitted =
  | { readonly ok: true; readonly into: Destination | null }
  | { readonly ok: false; readonly why: NotAdmitted }
const refused = (why: NotAdmitted) => ({ ok: false, why }) as const
const admitted = { ok: true, into: null } as const

/** Checks why somebody may have an account; uses up nothing yet. */
async function admit(db: Db, { admittance, at }: NewAccount): Promise<Admitted> {
  switch (admittance.kind) {
    case 'owner':
      return (await accountReads['account.owned'](db, {})) ? refused('owner_link_spent') : admitted
    case 'open':
      return (await settingsReads['settings.get'](db, {})).registration === 'open' ? admitted : refused('invite_needed')
    case 'import':
      return admitted
    case 'invite': {
      const row = await db.get(invite, at, admittance.token, admittance.for)
      if (!row) return refused('invite_used_up')
      const room = row['room'] as string | null
      return { ok: true, into: room === null ? null : { room, by: row['created_by'] as string } }
    }
  }
}

async function create(transaction: Transaction, made: NewAccount): Promise<AccountCreated> {
  const { db } = transaction
  const { user, kind, handle, name, nameKey, password, passkey, session, admittance, entryId, at } = made
  const why = await admit(db, made)
  if (!why.ok) return why
  const verdict = handle ? await accountReads['account.handle'](db, handle) : 'free'
  if (verdict !== 'free') return refused(verdict === 'taken' ? 'handle_taken' : 'handle_look_alike')
  if (passkey && (await hasPasskey(db, passkey.id))) return refused('passkey_refused')
  await db.run(insert, user, handle?.text ?? null, handle?.skeleton ?? null, name, nameKey, kind, password, at)
  if (passkey) await addPasskey(db, user, passkey, at)
  if (session) await createSession(db, user, session, at)
  if (admittance.kind === 'invite') await db.run(use, admittance.token)
  const device = session?.device ?? user
  return { ok: true, arrived: why.into && (await letIn(transaction, why.into, { user, device, entryId, at })) }
}

export const accountWriters: Writers<AccountWrites> = {
  ...passkeyWriters,
  'account.create': create,
  'account.password': async ({ db }, { user, expect, next, keep, at }) =>
    (await db.run(setPassword, user, next, expect)) === 0 ? null : await revokeOthers(db, user, keep, at),
  'account.rehash': async ({ db }, { user, expect, next }) => {
    await db.run(setPassword, user, next, expect)
    return null
  },
  'account.rename': async ({ db }, { user, name, nameKey }) => {
    await db.run(rename, user, name, nameKey)
    return null
  },
  'account.settings': async ({ db }, { user, settings: { invisible, typing, receipts, reports } }) => {
    await db.run(setSettings, user, invisible, typing, receipts, reports)
    return null
  },
}
