import type { RoomSummary } from '@parley/protocol'
import type { Parts } from './parts.ts'

/** Before a command that is answered with a room of mine: what takes that answer, so that the room is in the list. */
export function askForRoom({ rooms, people, sealing, inbox }: Parts): (room: RoomSummary) => void {
  const isOver = rooms.asked()
  return (room) => {
    if (isOver(room)) return
    people.add(room.people)
    sealing.told([room])
    if (room.state === 'joined') inbox.begin(room.id, room.head)
    rooms.put(room)
  }
}
