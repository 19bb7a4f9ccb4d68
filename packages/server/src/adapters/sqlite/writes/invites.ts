import type { DatabaseSync } from 'node:sqlite'
import type { InviteWrites } from '../../../ports/storage/invites.ts'
import type { Writers } from './index.ts'

export function inviteWriters(db: DatabaseSync): Writers<InviteWrites> {
  const insert = db.prepare(`
    INSERT INTO invites(id, token, purpose, room, created_by, created_at, expires_at, uses_left) VALUES (?,?,?,?,?,?,?,?)`)
  const forget = db.prepare('DELETE FROM invites WHERE expires_at < ?1 OR (uses_left <= 0 AND created_at < ?1)')
  const remove = db.prepare('DELETE FROM invites WHERE id = ? AND created_by = ?')
  return {
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
