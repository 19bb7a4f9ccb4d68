import { createRoom as contract, type InputOf, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'
import { makeRoom } from './make-room.ts'
import { fitsRoom } from './rules.ts'

type Input = InputOf<'rooms.create'>

/** Name and topic of a sealed room are lines of its membership log. */
const aboutOf = (input: Input) =>
  input.kind === 'public'
    ? { ...input, sealed: null, history: 'joined' as const }
    : { ...input, name: '', topic: '', sealed: input, history: input.history ?? 'joined' }

/** Makes a room with the caller as owner and only member. */
export const createRoom = (house: House) =>
  handler(contract, async ({ input, actor }) => {
    const { id, kind, name, topic, sealed, history, voice = false } = aboutOf(input)
    if (!fitsRoom(kind, { name, topic })) throw new ParleyError('too_large')
    const members = [{ user: actor.user, role: 'owner' as const }]
    const about = { id, kind, name, topic, history, voice }
    const made = await makeRoom(house, actor, { ...about, directKey: null, members, sealed })
    const room = made && (await house.storage.read('room.summary', { room: made.room, user: actor.user }))
    if (!room) throw new ParleyError('conflict')
    return { room }
  })
