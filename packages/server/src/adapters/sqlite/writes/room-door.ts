import type { DatabaseSync } from 'node:sqlite'
import type { Arrived, Comer } from '../../../ports/storage/invites.ts'
import { arrivalOf, type Destination } from '../../sql/arrival.ts'
import type { RoomLog } from './room-log.ts'
import { enter, standingWriter } from './rooms.ts'

/**
 * Lets somebody into the room of an invite. Before a sealed room they wait as somebody whom the maker of the link
 * invited: only a member can say in its membership log that they are in.
 */
export function roomDoor(db: DatabaseSync, log: RoomLog) {
  const setStanding = standingWriter(db)
  const grow = db.prepare(
    'UPDATE rooms SET version = version + 1, members = members + ? WHERE n = ? RETURNING version, members',
  )

  return ({ room, by }: Destination, comer: Comer): Arrived => {
    const head = log.head(room)
    if (!head) throw new Error('the room of an invite is not there')
    const { state, deed, note, standing } = arrivalOf(head, by, comer)
    const entry = enter(log, head, deed, note)
    if (!entry) throw new Error('the id of the entry was used before')
    const more = setStanding(head, standing)
    const row = grow.get(more, head.n)
    return { room, state, entry, version: row?.['version'] as number, members: row?.['members'] as number }
  }
}
