import { spotlightInCall as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'
import { isModerator } from './moderators.ts'
import type { Switchboard } from './switchboard.ts'

/** Makes somebody large for everybody, or nobody. */
export const spotlightInCall = (house: House, switchboard: Switchboard) =>
  handler(contract, async ({ input: { call, user }, actor }) => {
    const running = await switchboard.running(call, actor.user)
    if (!(await isModerator(house, running, actor.user))) throw new ParleyError('forbidden')
    await switchboard.spotlight(call, user)
    return {}
  })
