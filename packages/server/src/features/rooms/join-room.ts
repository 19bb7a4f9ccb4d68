import { joinRoom as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'
import type { RoomChanges } from './changes.ts'
import { join } from './rules.ts'

/** Joins; whoever is in already gets the same answer. */
export const joinRoom = ({ storage }: House, changes: RoomChanges) =>
  handler(contract, async ({ input: { room, line }, actor }) => {
    const isGuest = actor.kind === 'guest'
    await changes.make({ room, actor, target: actor.user, line, decide: (facts) => join(facts, actor.user, isGuest) })
    const summary = await storage.read('room.summary', { room, user: actor.user })
    if (!summary) throw new ParleyError('not_found')
    return { room: summary }
  })
