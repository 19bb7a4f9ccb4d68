import { muteInCall as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'
import { mustRule } from './moderators.ts'
import type { Switchboard } from './switchboard.ts'

/** Every device of somebody hears it; the one that has their seat mutes itself. */
export const muteInCall = (house: House, switchboard: Switchboard) =>
  handler(contract, async ({ input: { call, user }, actor }) => {
    await mustRule(house, await switchboard.running(call, actor.user), { actor: actor.user, target: user })
    if (!(await switchboard.sits(call, user))) throw new ParleyError('not_found')
    house.fanout.publish({ kind: 'user', user, event: { type: 'call_muted', call, by: actor.user } })
    return {}
  })
