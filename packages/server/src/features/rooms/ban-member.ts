import { banMember as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { RoomChanges } from './changes.ts'
import { ban } from './rules.ts'

/** Removes somebody and keeps them out. */
export const banMember = (changes: RoomChanges) =>
  handler(contract, async ({ input: { room, user, line }, actor }) => {
    await changes.make({ room, actor, target: user, line, decide: (facts) => ban(facts, user) })
    return {}
  })
