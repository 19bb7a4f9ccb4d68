import type { AccessReads, RoomAccess } from '../../../ports/storage/access.ts'
import { statement } from '../statement.ts'
import type { Readers } from './index.ts'

const find = statement(`
  SELECT r.id, r.kind, r.lines IS NOT NULL, r.name, r.topic, r.version, r.last_seq, r.messages, r.members, m.state,
    coalesce(m.role, 'member'), coalesce(m.since, 1)
  FROM rooms r LEFT JOIN members m ON m.room = r.n AND m."user" = $2 WHERE r.id = $1`)

/** Asked for with every message, so its rows are lists. */
function accessOf(row: readonly unknown[]): RoomAccess {
  const [room, kind, sealed, name, topic, version, head, messages, members, state, role, since] = row
  return { room, kind, sealed, name, topic, version, head, messages, members, state, role, since } as RoomAccess
}

export const accessReads: Readers<AccessReads> = {
  'room.access': async (db, { room, user }) => {
    const [row] = await db.lists(find, room, user)
    return row ? accessOf(row) : null
  },
}
