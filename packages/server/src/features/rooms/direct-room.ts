import { directRoom as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'
import type { RoomChanges } from './changes.ts'
import { makeRoom } from './make-room.ts'
import { reopen } from './rules.ts'

/** Finds or makes the direct message of exactly these people; for the caller it opens again if they had closed it. */
export const directRoom = (house: House, changes: RoomChanges) =>
  handler(contract, async ({ input, actor }) => {
    const { storage } = house
    const { id, genesis } = input
    const users = [...new Set([actor.user, ...input.users])].sort()
    const known = await storage.read('account.profiles', { users })
    if (users.length < 2 || known.length < users.length) throw new ParleyError('not_found')
    const members = users.map((user) => ({ user, role: 'member' as const }))
    const about = { kind: 'direct', name: '', topic: '', history: 'joined', voice: false } as const
    const plan = { id, ...about, directKey: users.join(' '), members, sealed: { genesis, lines: [] } }
    const made = await makeRoom(house, actor, plan)
    if (!made) throw new ParleyError('conflict')
    const { room } = made
    if (!made.made)
      await changes.make({ room, actor, target: actor.user, decide: (facts) => reopen(facts, actor.user) })
    const summary = await storage.read('room.summary', { room, user: actor.user })
    if (!summary) throw new ParleyError('not_found')
    return { room: summary }
  })
