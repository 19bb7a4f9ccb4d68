import { rerouteCall as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { Switchboard } from './switchboard.ts'

/** Takes the call to an SFU, where there is one. */
export const rerouteCall = (switchboard: Switchboard) =>
  handler(contract, async ({ input: { call }, actor }) => {
    await switchboard.reroute(call, actor)
    return {}
  })
