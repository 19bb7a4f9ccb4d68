import { setRole as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { RoomChanges } from './changes.ts'
import { setRole as decide } from './rules.ts'

/** Gives a member another role. */
export const setRole = (changes: RoomChanges) =>
  handler(contract, async ({ input: { room, user, role, line }, actor }) => {
    await changes.make({ room, actor, target: user, line, decide: (facts) => decide(facts, user, role) })
    return {}
  })
