import { writeLine as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { RoomChanges } from './changes.ts'
import { writeLine as decide } from './rules.ts'

/** Appends a line to the membership log of a sealed room. */
export const writeLine = (changes: RoomChanges) =>
  handler(contract, async ({ input: { room, line }, actor }) => {
    await changes.make({ room, actor, target: actor.user, line, decide })
    return {}
  })
