import {
  type CommandName,
  type ErrorAnswer,
  type Grant,
  type InputOf,
  type OutputOf,
  ParleyError,
} from '@parley/protocol'
import type { Answer } from './http.ts'
import type { TestServer } from './server.ts'
import { openSocket, type TestSocket } from './socket.ts'

/** Somebody who is signed in on one device. */
export interface Person {
  readonly user: string
  readonly device: string
  readonly access: string
  /** The refresh token as the cookie carried it. */
  readonly cookie: string
  /** A command over HTTP; throws its error. */
  call<N extends CommandName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>
  /** A WebSocket of this device, after `welcome`. */
  socket(): Promise<TestSocket>
}

export const passwordOf = (handle: string): string => `quite a long word for ${handle} alone`

/** Whoever an answer of register, sign-in or refresh lets in. Throws its error. */
export function personOf(server: TestServer, answer: Answer): Person {
  if (answer.status !== 200) throw ParleyError.from(answer.body as ErrorAnswer)
  const { user, device, access } = answer.body as Grant
  return {
    user,
    device,
    access,
    cookie: answer.cookie ?? '',
    call: (name, input) => server.http.call(name, input, { access }),
    async socket() {
      const { ticket } = await server.http.call('sessions.ticket', {}, { access })
      return await openSocket(server.port, ticket)
    },
  }
}

const owners = new WeakMap<TestServer, Promise<Person>>()

/** The server's owner, Olga, made when first asked for. */
export function owner(server: TestServer): Promise<Person> {
  const known = owners.get(server)
  if (known) return known
  const admission = { kind: 'owner', token: server.ownerToken ?? '' } as const
  const input = { handle: 'olga', name: 'Olga', password: passwordOf('olga'), admission, device: 'test' }
  const made = server.post('accounts.register', input).then((answer) => personOf(server, answer))
  owners.set(server, made)
  return made
}

/** A new account by an invitation of the owner. */
export async function person(server: TestServer, handle: string, name = handle): Promise<Person> {
  const host = await owner(server)
  const { token } = await host.call('invites.create', { for: 'account', room: null, uses: 1, hours: 1 })
  const admission = { kind: 'invite', token } as const
  const input = { handle, name, password: passwordOf(handle), admission, device: 'test' }
  return personOf(server, await server.post('accounts.register', input))
}

/** The same account on one more device. */
export async function secondDevice(server: TestServer, handle: string): Promise<Person> {
  return personOf(
    server,
    await server.post('sessions.sign-in', { handle, password: passwordOf(handle), device: 'second' }),
  )
}

/** A guest of a room, by a link that one of its members makes. */
export async function guest(server: TestServer, name: string, room: string, by: Person): Promise<Person> {
  const { token } = await by.call('invites.create', { for: 'guest', room, uses: 1, hours: 1 })
  return personOf(server, await server.post('accounts.register-guest', { name, token, device: 'test' }))
}
