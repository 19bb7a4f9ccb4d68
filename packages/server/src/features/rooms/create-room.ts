import { createRoom as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'
import { makeRoom } from './make-room.ts'
import { fitsRoom } from './rules.ts'

/** Makes a room with the caller as owner and only member. */
export const createRoom = (house: House) =>
  handler(contract, async ({ input: { id, kind, name, topic }, actor }) => {
    if (!fitsRoom(kind, { name, topic })) throw new ParleyError('too_large')
    const members = [{ user: actor.user, role: 'owner' as const }]
    const made = await makeRoom(house, actor, { id, kind, name, topic, directKey: null, members })
    const room = made && (await house.storage.read('room.summary', { room: made.room, user: actor.user }))
    if (!room) throw new ParleyError('conflict')
    return { room }
  })
