import { type CommandName, type Grant, type InputOf, makeId, type OutputOf } from '@parley/protocol'
import { Http, openSocket, type TestSocket } from '@parley/server/testing'

export const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

/** Somebody who is signed in, without a client of their own: frame by frame. */
export interface Guest {
  readonly handle: string
  readonly user: string
  readonly device: string
  /** A command by POST, to the node on a port. */
  call<N extends CommandName>(port: number, name: N, input: InputOf<N>): Promise<OutputOf<N>>
  /** A live connection. @param by port of what stands before the node on `port` */
  live(port: number, by?: number): Promise<TestSocket>
}

export const passwordOf = (handle: string): string => `a whole sentence for ${handle}`

function guestOf(handle: string, { user, device, access }: Grant): Guest {
  return {
    handle,
    user,
    device,
    call: (port, name, input) => new Http(port).call(name, input, { access }),
    async live(port, by = port) {
      const { ticket } = await new Http(port).call('sessions.ticket', {}, { access })
      const socket = await openSocket(by, ticket)
      await socket.resume()
      return socket
    },
  }
}

/** A new account. */
export async function newGuest(port: number, handle: string): Promise<Guest> {
  const input = {
    handle,
    name: handle,
    password: passwordOf(handle),
    admission: { kind: 'open' },
    device: 'raw',
  } as const
  return guestOf(handle, (await new Http(port).call('accounts.register', input)) as Grant)
}

/** The same account on another device. */
export async function againOf(port: number, { handle }: Guest): Promise<Guest> {
  const input = { handle, password: passwordOf(handle), device: 'raw again' }
  return guestOf(handle, (await new Http(port).call('sessions.sign-in', input)) as Grant)
}

/** Some at a time. */
export async function times<T>(many: number, make: (n: number) => Promise<T>): Promise<readonly T[]> {
  const atOnce = 8
  const made: T[] = []
  for (let n = 0; n < many; n += atOnce)
    made.push(...(await Promise.all(Array.from({ length: Math.min(atOnce, many - n) }, (_, k) => make(n + k)))))
  return made
}
