import { startCall as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'
import type { Rooms } from '../rooms/index.ts'
import { admit } from './admit.ts'
import type { SfuDesk } from './sfu-desk.ts'
import type { Switchboard } from './switchboard.ts'

/** Calls the others of a direct message, and whoever had closed it sees it again; elsewhere opens a call for the room. */
export const startCall = (house: House, switchboard: Switchboard, rooms: Rooms, desk: SfuDesk | null) =>
  handler(contract, async ({ input: { room, media }, actor, access }) => {
    const { user, device } = actor
    const isGroup = access.kind !== 'direct'
    if (!isGroup) await rooms.reopen(room, actor)
    const audience = isGroup ? [] : await house.storage.read('room.audience', { room })
    if (!isGroup && audience.length < 2) throw new ParleyError('forbidden')
    const members = audience.map((member) => member.user)
    const call = await switchboard.start({ room, isGroup, media, members }, { user, device })
    return await admit(house, call, actor, desk)
  })
