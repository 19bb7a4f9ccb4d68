import { leaveCall as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { Switchboard } from './switchboard.ts'

/** Gives up the seat of the calling device, if it has one. */
export const leaveCall = (switchboard: Switchboard) =>
  handler(contract, async ({ input: { call }, actor }) => {
    const lasted = await switchboard.leave(call, actor)
    return lasted === null ? {} : { lasted }
  })
