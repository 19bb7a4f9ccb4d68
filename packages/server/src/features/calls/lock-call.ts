import { lockCall as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'
import { isModerator } from './moderators.ts'
import type { Switchboard } from './switchboard.ts'

/** Lets nobody new in, or lets them in again. */
export const lockCall = (house: House, switchboard: Switchboard) =>
  handler(contract, async ({ input: { call, locked }, actor }) => {
    const running = await switchboard.running(call, actor.user)
    if (!(await isModerator(house, running, actor.user))) throw new ParleyError('forbidden')
    await switchboard.lock(call, locked)
    return {}
  })
