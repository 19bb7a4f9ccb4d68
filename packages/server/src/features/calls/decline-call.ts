import { declineCall as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { Switchboard } from './switchboard.ts'

/** Declines for all devices of the caller. */
export const declineCall = (switchboard: Switchboard) =>
  handler(contract, async ({ input: { call, reason }, actor }) => {
    await switchboard.decline(call, actor.user, reason)
    return {}
  })
