import { inviteMember as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { RoomChanges } from './changes.ts'
import { invite } from './rules.ts'

/** Invites somebody of this server; a second invitation changes nothing. */
export const inviteMember = (changes: RoomChanges) =>
  handler(contract, async ({ input: { room, user, line }, actor }) => {
    await changes.make({ room, actor, target: user, line, decide: (facts) => invite(facts, user) })
    return {}
  })
