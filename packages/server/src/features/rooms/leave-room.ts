import { leaveRoom as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { RoomChanges } from './changes.ts'
import { leave } from './rules.ts'

/** Leaves, declines an invitation, or closes a direct message of two. */
export const leaveRoom = (changes: RoomChanges) =>
  handler(contract, async ({ input: { room, line }, actor }) => {
    await changes.make({ room, actor, target: actor.user, line, decide: (facts) => leave(facts, actor.user) })
    return {}
  })
