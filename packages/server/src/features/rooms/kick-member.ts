import { kickMember as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { RoomChanges } from './changes.ts'
import { kick } from './rules.ts'

/** Removes somebody, or withdraws their invitation. */
export const kickMember = (changes: RoomChanges) =>
  handler(contract, async ({ input: { room, user, line }, actor }) => {
    await changes.make({ room, actor, target: user, line, decide: (facts) => kick(facts, user) })
    return {}
  })
