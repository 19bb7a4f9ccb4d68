import { updateRoom as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { RoomChanges } from './changes.ts'
import { rename } from './rules.ts'

/** Gives a room another name and topic; its members see them at once. */
export const updateRoom = (changes: RoomChanges) =>
  handler(contract, async ({ input: { room, name, topic }, actor }) => {
    const about = { name, topic }
    await changes.make({ room, actor, target: actor.user, decide: (facts) => rename(facts, about), about })
    return {}
  })
