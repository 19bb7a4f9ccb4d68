import { z } from 'zod'
import { anyone, command, credentials, session, units } from '../command.ts'
import { Id } from '../id.ts'
import { Grant, Handle, SessionInfo } from '../shapes.ts'

const Keepsake = z.string().regex(/^[\w-]{43}$/)

export const signIn = command({
  name: 'sessions.sign-in',
  doc: 'Signs in with handle and password. One answer for a wrong handle and a wrong password.',
  who: anyone,
  cost: credentials,
  over: 'http',
  input: z.strictObject({ handle: Handle, password: z.string().min(1).max(1024), device: z.string().max(80) }),
  output: Grant,
  errors: ['wrong_credentials', 'busy'],
})

export const refresh = command({
  name: 'sessions.refresh',
  doc: 'Trades the refresh cookie for a new access token and a new cookie. A reused cookie ends the session, unless it comes with its `keepsake`: 32 random bytes, base64url, that the device keeps on its disk and says from its first trade on. Browsers write cookies late, and lose the newest ones when they crash.',
  who: anyone,
  cost: units(1),
  over: 'http',
  input: z.strictObject({ keepsake: Keepsake.optional() }),
  output: Grant,
  errors: ['unauthenticated'],
})

export const ticket = command({
  name: 'sessions.ticket',
  doc: 'A ticket for one WebSocket upgrade within 30 seconds, offered as subprotocol `ticket.<it>` beside `parley.1`.',
  who: session,
  cost: units(1),
  over: 'http',
  input: z.strictObject({}),
  output: z.object({ ticket: z.string(), expiresIn: z.int() }),
  errors: ['draining', 'busy', 'unavailable'],
})

export const listSessions = command({
  name: 'sessions.list',
  doc: 'Where I am signed in.',
  who: session,
  cost: units(2),
  input: z.strictObject({}),
  output: z.object({ sessions: z.array(SessionInfo) }),
  errors: [],
})

export const revokeSession = command({
  name: 'sessions.revoke',
  doc: 'Signs out one of my other sessions, at once, open connections included.',
  who: session,
  cost: units(5),
  input: z.strictObject({ device: Id }),
  output: z.object({}),
  errors: ['not_found'],
})

export const revokeOthers = command({
  name: 'sessions.revoke-others',
  doc: 'Signs out every session of mine but this one.',
  who: session,
  cost: units(5),
  input: z.strictObject({}),
  output: z.object({ revoked: z.int() }),
  errors: [],
})

export const signOut = command({
  name: 'sessions.sign-out',
  doc: 'Ends this session and clears the cookie.',
  who: session,
  cost: units(1),
  over: 'http',
  input: z.strictObject({}),
  output: z.object({}),
  errors: [],
})
