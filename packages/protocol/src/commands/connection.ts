import { z } from 'zod'
import { anyone, command, session, units } from '../command.ts'
import { ClientFrame } from '../frames.ts'
import { Id } from '../id.ts'
import { Registration } from '../shapes.ts'

export const serverInfo = command({
  name: 'server.info',
  doc: 'What a visitor needs to know before signing in.',
  who: anyone,
  cost: units(1),
  get: '/api/server/info',
  input: z.strictObject({}),
  output: z.object({
    name: z.string(),
    version: z.string(),
    protocol: z.int(),
    /** False until the owner link was used. */
    hasOwner: z.boolean(),
    registration: Registration,
    passwordMinimum: z.int(),
  }),
  errors: [],
})

export const connectionFrame = command({
  name: 'connection.frame',
  doc: 'The uplink of an event stream: carries a `resume`, `beat` or `token` frame of the connection that `welcome` named.',
  who: session,
  cost: units(0),
  over: 'http',
  input: z.strictObject({ connection: Id, frame: ClientFrame }),
  output: z.object({}),
  errors: ['not_found'],
})
