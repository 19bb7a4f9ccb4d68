import { setPresence as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { Presence } from './presence.ts'

/** There or away, for all connections of the calling device. */
export const setPresence = (presence: Presence) =>
  handler(contract, async ({ input: { state }, actor }) => {
    presence.set(actor.user, actor.device, state)
    return {}
  })
