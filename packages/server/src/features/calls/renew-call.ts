import { renewCall as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'
import { admit } from './admit.ts'
import type { SfuDesk } from './sfu-desk.ts'
import type { Switchboard } from './switchboard.ts'

/** Keeps a seat; goes on with the call if a restart of the server forgot it. */
export const renewCall = (house: House, switchboard: Switchboard, desk: SfuDesk | null) =>
  handler(contract, async ({ input: { call, room, media, carrier, isLocked, spotlight }, actor, access }) => {
    if (!(await switchboard.mayRevive(call)))
      return await admit(house, await switchboard.renew(call, actor), actor, desk)
    const { user, device } = actor
    const audience = await house.storage.read('room.audience', { room })
    const members = audience.map((member) => member.user)
    const isGroup = access.kind !== 'direct'
    const revived = await switchboard.revive(
      call,
      { room, isGroup, media, members },
      { user, device },
      { carrier, isLocked, spotlight },
    )
    return await admit(house, revived, actor, desk)
  })
