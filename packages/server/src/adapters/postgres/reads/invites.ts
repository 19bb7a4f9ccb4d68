import type { InviteReads } from '../../../ports/storage/invites.ts'
import { invitationOf, inviteOf, workingInvites } from '../../sql/invites.ts'
import { statement } from '../statement.ts'
import type { Readers } from './index.ts'

const find = statement(`SELECT i.purpose, r.id, r.name, u.name AS maker ${workingInvites('$1')} AND i.token = $2`)
const list = statement(`
  SELECT i.id, i.purpose, i.room, i.uses_left, i.expires_at, i.created_at ${workingInvites('$1')} AND i.created_by = $2
  ORDER BY i.created_at DESC`)

export const inviteReads: Readers<InviteReads> = {
  'invite.find': async (db, { token, now }) => {
    const row = await db.get(find, now, token)
    return row ? invitationOf(row) : null
  },
  'invite.list': async (db, { by, now }) => (await db.all(list, now, by)).map(inviteOf),
}
