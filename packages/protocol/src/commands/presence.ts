import { z } from 'zod'
import { command, inRoom, session, units } from '../command.ts'
import { Sign } from '../content.ts'
import { Id } from '../id.ts'
import { PresenceState } from '../shapes.ts'

export const setPresence = command({
  name: 'presence.set',
  doc: 'Says whether the person at this device is there or away. Never stored.',
  who: session,
  cost: units(1),
  input: z.strictObject({ state: z.enum(['online', 'away']) }),
  output: z.object({}),
  errors: [],
})

export const roomPresence = command({
  name: 'presence.room',
  doc: 'Who of a room is online or away; in rooms over 500 members only how many.',
  who: inRoom('member'),
  cost: units(2),
  input: z.strictObject({ room: Id }),
  output: z.object({
    online: z.int(),
    users: z.array(z.object({ user: Id, state: PresenceState })).nullable(),
  }),
  errors: ['not_a_member'],
})

export const setTyping = command({
  name: 'typing.set',
  doc: 'Shows or ends "is typing" in a room. Ends by itself within 5 s; send at most every 3 s. Never stored. In a sealed room which of the two is sealed.',
  who: inRoom('member'),
  cost: { bucket: 'typing' },
  input: z.union([z.strictObject({ room: Id, typing: z.boolean() }), z.strictObject({ room: Id, sealed: Sign })]),
  output: z.object({}),
  errors: ['not_a_member', 'wrong_sealing'],
})
