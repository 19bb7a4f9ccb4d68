import type { NewStanding } from '../../../ports/storage/rooms.ts'
import { placeOf, type RoomHead } from '../../sql/room-head.ts'
import { statement } from '../statement.ts'
import type { Transaction } from '../transaction.ts'

const before = statement(`
  SELECT state, since, read_seq, read_messages FROM members WHERE room = $1 AND "user" = $2`)
const put = statement(`
  INSERT INTO members(room, "user", role, state, since, invited_by, read_seq, read_messages)
  VALUES ($1,$2,$3,$4,$5,$6,$7,$8)
  ON CONFLICT (room, "user") DO UPDATE SET role = excluded.role, state = excluded.state, since = excluded.since,
    invited_by = coalesce(excluded.invited_by, members.invited_by), read_seq = excluded.read_seq,
    read_messages = excluded.read_messages`)
const forget = statement('DELETE FROM sealed_marks WHERE room = $1 AND "user" = $2')

/** Says what somebody is in a room from its last entry on; answers by how much the number of joined members changes. */
export async function setStanding(
  { db, later }: Transaction,
  head: RoomHead,
  { user, role, state, invitedBy, ...place }: NewStanding,
): Promise<number> {
  const row = await db.get(before, head.n, user)
  const { from, seq, messages } = placeOf(head, row, place)
  later(db.run(put, head.n, user, role, state, from, invitedBy, seq, messages))
  if (state !== 'joined') later(db.run(forget, head.n, user))
  return Number(state === 'joined') - Number(row?.['state'] === 'joined')
}
