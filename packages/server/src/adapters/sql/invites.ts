import type { Invitation, InviteRow } from '../../ports/storage/invites.ts'
import type { Row } from './rows.ts'

/** An invite that works at a moment: `i` is alive, and its maker is still in its room `r`, if it has one. */
export const workingInvites = (now: string): string => `
  FROM invites i JOIN users u ON u.id = i.created_by
    LEFT JOIN rooms r ON r.id = i.room LEFT JOIN members m ON m.room = r.n AND m."user" = i.created_by
  WHERE i.uses_left > 0 AND i.expires_at > ${now} AND (i.room IS NULL OR m.state = 'joined')`

export const inviteOf = (row: Row): InviteRow => ({
  id: row['id'] as string,
  for: row['purpose'] as InviteRow['for'],
  room: row['room'] as string | null,
  usesLeft: row['uses_left'] as number,
  expiresAt: row['expires_at'] as number,
  createdAt: row['created_at'] as number,
})

export const invitationOf = (row: Row): Invitation => ({
  for: row['purpose'] as InviteRow['for'],
  room: row['id'] === null ? null : { id: row['id'] as string, name: row['name'] as string },
  invitedBy: row['maker'] as string,
})
