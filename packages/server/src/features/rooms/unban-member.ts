import { unbanMember as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { RoomChanges } from './changes.ts'
import { unban } from './rules.ts'

/** Lets somebody come again; it does not bring them back. */
export const unbanMember = (changes: RoomChanges) =>
  handler(contract, async ({ input: { room, user, line }, actor }) => {
    await changes.make({ room, actor, target: user, line, decide: (facts) => unban(facts, user) })
    return {}
  })
