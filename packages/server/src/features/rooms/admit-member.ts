import { admitMember as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { RoomChanges } from './changes.ts'
import { admit } from './rules.ts'

/** Lets in somebody who came by an invite link; whoever is in already stays as they are. */
export const admitMember = (changes: RoomChanges) =>
  handler(contract, async ({ input: { room, user, line }, actor }) => {
    await changes.make({ room, actor, target: user, line, decide: (facts) => admit(facts, user) })
    return {}
  })
