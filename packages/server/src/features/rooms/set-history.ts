import { setHistory as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { RoomChanges } from './changes.ts'
import { setHistory as decide } from './rules.ts'

/** Says what newcomers of a sealed room are given of its log. Nobody who is there already reads more, or less. */
export const setHistory = (changes: RoomChanges) =>
  handler(contract, async ({ input: { room, history, line }, actor }) => {
    await changes.make({ room, actor, target: actor.user, line, decide: (facts) => decide(facts, history) })
    return {}
  })
