import type { DatabaseSync } from 'node:sqlite'
import type { Comer, InviteAccepted, InviteWrites } from '../../../ports/storage/invites.ts'
import { workingInvites } from '../../sql/invites.ts'
import type { Writers } from './index.ts'
import { roomDoor } from './room-door.ts'
import type { RoomLog } from './room-log.ts'

const refused = (why: Extract<InviteAccepted, { ok: false }>['why']) => ({ ok: false, why }) as const

function accepter(db: DatabaseSync, log: RoomLog) {
  const letIn = roomDoor(db, log)
  const standing = db.prepare(`
    SELECT i.room, m.state FROM invites i LEFT JOIN rooms r ON r.id = i.room
      LEFT JOIN members m ON m.room = r.n AND m.user = ? WHERE i.token = ?`)
  const working = db.prepare(`SELECT i.created_by ${workingInvites('?')} AND i.token = ?`)
  const use = db.prepare('UPDATE invites SET uses_left = uses_left - 1 WHERE token = ?')

  return ({ token, ...comer }: Comer & { readonly token: Uint8Array }): InviteAccepted => {
    const known = standing.get(comer.user, token)
    if (!known) return refused('invite_used_up')
    const room = known['room'] as string | null
    if (room === null) return refused('not_found')
    const state = known['state']
    if (state === 'joined' || state === 'invited') return { ok: true, room, arrived: null }
    const row = working.get(comer.at, token)
    if (!row) return refused('invite_used_up')
    if (state === 'banned') return refused('banned')
    use.run(token)
    return { ok: true, room, arrived: letIn({ room, by: row['created_by'] as string }, comer) }
  }
}

export function inviteWriters(db: DatabaseSync, log: RoomLog): Writers<InviteWrites> {
  const insert = db.prepare(`
    INSERT INTO invites(id, token, purpose, room, created_by, created_at, expires_at, uses_left) VALUES (?,?,?,?,?,?,?,?)`)
  const forget = db.prepare('DELETE FROM invites WHERE expires_at < ?1 OR (uses_left <= 0 AND created_at < ?1)')
  const remove = db.prepare('DELETE FROM invites WHERE id = ? AND created_by = ?')
  return {
    'invite.accept': accepter(db, log),
    'invite.create': ({ invite, token, by }) => {
      insert.run(invite.id, token, invite.for, invite.room, by, invite.createdAt, invite.expiresAt, invite.usesLeft)
      return null
    },
    'invite.forget': ({ endedBefore }) => {
      forget.run(endedBefore)
      return null
    },
    'invite.revoke': ({ id, by }) => remove.run(id, by).changes > 0,
  }
}
