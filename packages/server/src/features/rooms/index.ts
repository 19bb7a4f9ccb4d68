import type { RoomSummary } from '@parley/protocol'
import type { House } from '../../house.ts'
import { admitMember } from './admit-member.ts'
import { banMember } from './ban-member.ts'
import { type Doer, RoomChanges } from './changes.ts'
import { createRoom } from './create-room.ts'
import { directRoom } from './direct-room.ts'
import { directory } from './directory.ts'
import { getRoom } from './get-room.ts'
import { inviteMember } from './invite-member.ts'
import { joinRoom } from './join-room.ts'
import { kickMember } from './kick-member.ts'
import { leaveRoom } from './leave-room.ts'
import { reopenFor } from './reopen.ts'
import { roomLines } from './room-lines.ts'
import { roomMembers } from './room-members.ts'
import { sealRoom } from './seal-room.ts'
import { setHistory } from './set-history.ts'
import { setRole } from './set-role.ts'
import { unbanMember } from './unban-member.ts'
import { updateRoom } from './update-room.ts'
import { writeLine } from './write-line.ts'

/** Rooms, who is in them, and what they may do there. */
export function openRooms(house: House) {
  const changes = new RoomChanges(house)
  return {
    handlers: {
      'rooms.create': createRoom(house),
      'rooms.direct': directRoom(house, changes),
      'rooms.seal': sealRoom(house),
      'rooms.directory': directory(house),
      'rooms.get': getRoom(),
      'rooms.join': joinRoom(house, changes),
      'rooms.leave': leaveRoom(changes),
      'rooms.invite': inviteMember(changes),
      'rooms.admit': admitMember(changes),
      'rooms.kick': kickMember(changes),
      'rooms.ban': banMember(changes),
      'rooms.unban': unbanMember(changes),
      'rooms.set-role': setRole(changes),
      'rooms.set-history': setHistory(changes),
      'rooms.update': updateRoom(changes),
      'rooms.members': roomMembers(house),
      'rooms.write-line': writeLine(changes),
      'rooms.lines': roomLines(house),
    },
    /** A user's list. */
    list: async (user: string): Promise<RoomSummary[]> => [...(await house.storage.read('room.summaries', { user }))],
    /** Something happens in a direct message: whoever closed it sees it again. */
    reopen: (room: string, actor: Doer): Promise<void> => reopenFor(house, changes, room, actor),
  }
}

export type Rooms = ReturnType<typeof openRooms>
