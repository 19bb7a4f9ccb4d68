import { sealRoom as contract, type MembershipChange, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'
import { showRoom } from './announce.ts'
import { seal } from './rules.ts'

/** Seals a room from before there was sealing: genesis, first lines and the entry that says so are one write. */
export const sealRoom = (house: House) =>
  handler(contract, async ({ input: { room, head, genesis, lines }, actor }) => {
    const { storage, fanout, clock, newId } = house
    const { user, device } = actor
    const facts = await storage.read('room.facts', { room, actor: user, target: user })
    if (!facts) throw new ParleyError('not_found')
    const error = seal(facts)
    if (error) throw new ParleyError(error)
    const notes = lines.map((body, at) => {
      const change: MembershipChange = { v: 1, kind: at === 0 ? 'sealed' : 'line', line: { index: at + 1, body } }
      return { id: newId(), body: JSON.stringify(change) }
    })
    const deed = { by: user, device, at: clock.now() }
    const done = await storage.apply('room.seal', { ...deed, room, expect: facts.version, head, genesis, lines: notes })
    if (!done.ok) throw new ParleyError(done.why)
    // First that the room is sealed, so that nobody takes the next entry for a clear one.
    for (const member of await storage.read('room.audience', { room })) await showRoom(house, room, member.user)
    for (const entry of done.entries) fanout.publish({ kind: 'entry', room, entry })
    const summary = await storage.read('room.summary', { room, user })
    if (!summary) throw new ParleyError('not_found')
    return { room: summary }
  })
