import { removeFromCall as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'
import { mustRule } from './moderators.ts'
import type { Switchboard } from './switchboard.ts'

/** Takes somebody's seat away, also while they are away from it. */
export const removeFromCall = (house: House, switchboard: Switchboard) =>
  handler(contract, async ({ input: { call, user }, actor }) => {
    await mustRule(house, await switchboard.running(call, actor.user), { actor: actor.user, target: user })
    await switchboard.expel(call, user, actor.user)
    return {}
  })
