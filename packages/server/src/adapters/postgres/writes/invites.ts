import type { Comer, InviteAccepted, InviteWrites } from '../../../ports/storage/invites.ts'
import { workingInvites } from '../../sql/invites.ts'
import { statement } from '../statement.ts'
import type { Transaction } from '../transaction.ts'
import type { Writers } from './index.ts'
import { letIn } from './room-door.ts'

const standing = statement(`
  SELECT i.room, m.state FROM invites i LEFT JOIN rooms r ON r.id = i.room
    LEFT JOIN members m ON m.room = r.n AND m."user" = $1 WHERE i.token = $2 FOR NO KEY UPDATE OF i`)
const working = statement(`SELECT i.created_by ${workingInvites('$1')} AND i.token = $2`)
const use = statement('UPDATE invites SET uses_left = uses_left - 1 WHERE token = $1')
const insert = statement(`
  INSERT INTO invites(id, token, purpose, room, created_by, created_at, expires_at, uses_left)
  VALUES ($1,$2,$3,$4,$5,$6,$7,$8)`)
const forget = statement('DELETE FROM invites WHERE expires_at < $1 OR (uses_left <= 0 AND created_at < $1)')
const remove = statement('DELETE FROM invites WHERE id = $1 AND created_by = $2')

const refused = (why: Extract<InviteAccepted, { ok: false }>['why']) => ({ ok: false, why }) as const

async function accept(
  transaction: Transaction,
  { token, ...comer }: Comer & { readonly token: Uint8Array },
): Promise<InviteAccepted> {
  const { db } = transaction
  const known = await db.get(standing, comer.user, token)
  if (!known) return refused('invite_used_up')
  const room = known['room'] as string | null
  if (room === null) return refused('not_found')
  const state = known['state']
  if (state === 'joined' || state === 'invited') return { ok: true, room, arrived: null }
  const row = await db.get(working, comer.at, token)
  if (!row) return refused('invite_used_up')
  if (state === 'banned') return refused('banned')
  await db.run(use, token)
  return { ok: true, room, arrived: await letIn(transaction, { room, by: row['created_by'] as string }, comer) }
}

export const inviteWriters: Writers<InviteWrites> = {
  'invite.accept': accept,
  'invite.create': async ({ db }, { invite, token, by }) => {
    const { id, for: purpose, room, createdAt, expiresAt, usesLeft } = invite
    await db.run(insert, id, token, purpose, room, by, createdAt, expiresAt, usesLeft)
    return null
  },
  'invite.forget': async ({ db }, { endedBefore }) => {
    await db.run(forget, endedBefore)
    return null
  },
  'invite.revoke': async ({ db }, { id, by }) => (await db.run(remove, id, by)) > 0,
}
