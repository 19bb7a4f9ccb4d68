import type { DatabaseSync } from 'node:sqlite'
import type { InviteReads, InviteRow } from '../../../ports/storage/invites.ts'
import type { Readers } from './index.ts'
import type { Row } from './rows.ts'

/** An invite that works: `i` is alive, and its maker is still in its room `r`, if it has one. */
export const workingInvites = `
  FROM invites i JOIN users u ON u.id = i.created_by
    LEFT JOIN rooms r ON r.id = i.room LEFT JOIN members m ON m.room = r.n AND m.user = i.created_by
  WHERE i.uses_left > 0 AND i.expires_at > ? AND (i.room IS NULL OR m.state = 'joined')`

export function inviteKeys(db: DatabaseSync): Readers<InviteReads> {
  const find = db.prepare(`SELECT i.purpose, r.id, r.name, u.name maker ${workingInvites} AND i.token = ?`)
  const list = db.prepare(`
    SELECT i.id, i.purpose, i.room, i.uses_left, i.expires_at, i.created_at ${workingInvites} AND i.created_by = ?
    ORDER BY i.created_at DESC`)
  const rowOf = (row: Row): InviteRow => ({
    id: row['id'] as string,
    for: row['purpose'] as InviteRow['for'],
    room: row['room'] as string | null,
    usesLeft: row['uses_left'] as number,
    expiresAt: row['expires_at'] as number,
    createdAt: row['created_at'] as number,
  })
  return {
    'invite.find': ({ token, now }) => {
      const row = find.get(now, token)
      if (!row) return null
      const room = row['id'] === null ? null : { id: row['id'] as string, name: row['name'] as string }
      return { for: row['purpose'] as InviteRow['for'], room, invitedBy: row['maker'] as string }
    },
    'invite.list': ({ by, now }) => (list.all(now, by) as Row[]).map(rowOf),
  }
}
