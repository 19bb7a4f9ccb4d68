import type { DatabaseSync } from 'node:sqlite'
import type { AccountCreated, AccountWrites, NewAccount, NotAdmitted } from '../../../ports/storage/accounts.ts'
import type { Destination } from '../../sql/arrival.ts'
import { workingInvites } from '../../sql/invites.ts'
import { accountKeys } from '../reads/accounts.ts'
import { settingsKeys } from '../reads/settings.ts'
import type { Writers } from './index.ts'
import { openPasskeyTable } from './passkeys.ts'
import { roomDoor } from './room-door.ts'
import type { RoomLog } from './room-log.ts'
import type { SessionTable } from './sessions.ts'

type Admitted =
  | { readonly ok: true; readonly into: Destination | null }
  | { readonly ok: false; readonly why: NotAdmitted }
const refused = (why: NotAdmitted) => ({ ok: false, why }) as const

/** Checks why somebody may have an account; uses up nothing yet. */
function admission(db: DatabaseSync) {
  const invite = db.prepare(`SELECT i.room, i.created_by ${workingInvites('?')} AND i.token = ? AND i.purpose = ?`)
  const accounts = accountKeys(db)
  const settings = settingsKeys(db)

  return ({ admittance, at }: NewAccount): Admitted => {
    switch (admittance.kind) {
      case 'owner':
        return accounts['account.owned']({}) ? refused('owner_link_spent') : { ok: true, into: null }
      case 'open':
        return settings['settings.get']({}).registration === 'open'
          ? { ok: true, into: null }
          : refused('invite_needed')
      case 'import':
        return { ok: true, into: null }
      case 'invite': {
        const row = invite.get(at, admittance.token, admittance.for)
        if (!row) return refused('invite_used_up')
        const room = row['room'] as string | null
        return { ok: true, into: room === null ? null : { room, by: row['created_by'] as string } }
      }
    }
  }
}

function accountMaker(db: DatabaseSync, log: RoomLog, sessions: SessionTable) {
  const admit = admission(db)
  const letIn = roomDoor(db, log)
  const passkeys = openPasskeyTable(db)
  const { 'account.handle': whoHas } = accountKeys(db)
  const insert = db.prepare(
    'INSERT INTO users(id, handle, skeleton, name, name_key, kind, password, created_at) VALUES (?,?,?,?,?,?,?,?)',
  )
  const use = db.prepare('UPDATE invites SET uses_left = uses_left - 1 WHERE token = ?')

  return (made: NewAccount): AccountCreated => {
    const { user, kind, handle, name, nameKey, password, passkey, session, admittance, entryId, at } = made
    const admitted = admit(made)
    if (!admitted.ok) return admitted
    const verdict = handle ? whoHas(handle) : 'free'
    if (verdict !== 'free') return refused(verdict === 'taken' ? 'handle_taken' : 'handle_look_alike')
    if (passkey && passkeys.has(passkey.id)) return refused('passkey_refused')
    insert.run(user, handle?.text ?? null, handle?.skeleton ?? null, name, nameKey, kind, password, at)
    if (passkey) passkeys.add(user, passkey, at)
    if (session) sessions.create(user, session, at)
    if (admittance.kind === 'invite') use.run(admittance.token)
    const device = session?.device ?? user
    return { ok: true, arrived: admitted.into && letIn(admitted.into, { user, device, entryId, at }) }
  }
}

export function accountWriters(db: DatabaseSync, log: RoomLog, sessions: SessionTable): Writers<AccountWrites> {
  const passkeys = openPasskeyTable(db)
  const setPassword = db.prepare('UPDATE users SET password = ?1 WHERE id = ?2 AND password IS ?3')
  const rename = db.prepare('UPDATE users SET name = ?, name_key = ? WHERE id = ?')
  const settings = db.prepare('UPDATE users SET invisible = ?, typing = ?, receipts = ?, reports = ? WHERE id = ?')
  return {
    'account.create': accountMaker(db, log, sessions),
    'account.password': ({ user, expect, next, keep, at }) =>
      setPassword.run(next, user, expect).changes === 0 ? null : sessions.revokeOthers(user, keep, at),
    'account.rehash': ({ user, expect, next }) => {
      setPassword.run(next, user, expect)
      return null
    },
    'account.rename': ({ user, name, nameKey }) => {
      rename.run(name, nameKey, user)
      return null
    },
    'account.settings': ({ user, settings: { invisible, typing, receipts, reports } }) => {
      settings.run(Number(invisible), Number(typing), Number(receipts), Number(reports), user)
      return null
    },
    'passkey.add': ({ user, passkey, at }) => {
      if (passkeys.has(passkey.id)) return false
      passkeys.add(user, passkey, at)
      return true
    },
    'passkey.use': ({ id, counter, at }) => passkeys.use(id, counter, at),
    'passkey.remove': ({ user, id }) => passkeys.remove(user, id),
  }
}
