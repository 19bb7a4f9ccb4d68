import type { DatabaseSync } from 'node:sqlite'
import type { InviteReads } from '../../../ports/storage/invites.ts'
import { invitationOf, inviteOf, workingInvites } from '../../sql/invites.ts'
import type { Row } from '../../sql/rows.ts'
import type { Readers } from './index.ts'

export function inviteKeys(db: DatabaseSync): Readers<InviteReads> {
  const find = db.prepare(`SELECT i.purpose, r.id, r.name, u.name maker ${workingInvites('?')} AND i.token = ?`)
  const list = db.prepare(`
    SELECT i.id, i.purpose, i.room, i.uses_left, i.expires_at, i.created_at ${workingInvites('?')} AND i.created_by = ?
    ORDER BY i.created_at DESC`)
  return {
    'invite.find': ({ token, now }) => {
      const row = find.get(now, token)
      return row ? invitationOf(row) : null
    },
    'invite.list': ({ by, now }) => (list.all(now, by) as Row[]).map(inviteOf),
  }
}
