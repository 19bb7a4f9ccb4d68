import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to a port of this machine that can fall silent: nothing is lost, reset or answered, it only does not go on. */
export interface SilentProxy extends AsyncDisposable {
  readonly port: number
  /** From now on nothing passes in these directions: to the server, or back from it. */
  hold(...directions: readonly ('there' | 'back')[]): void
  /** Whatever carries this text on its way there is answered no more, nor is anything else from then on. */
  holdAnswerTo(text: string): void
  /** What was held goes on. */
  heal(): void
  /** Ends every connection with a reset. */
  reset(): void
  /** Leads a connection that somebody else accepted there. */
  take(near: Socket): void
}

type Direction = 'there' | 'back'

interface Ends {
  /** Where it is entered. */
  readonly at?: string
  /** Where it leads. */
  readonly to?: string
}

/** @param target the port that it leads to; both ends are on the loopback if nothing else is said */
export async function silentProxy(
  target: number,
  { at = '127.0.0.1', to: host = '127.0.0.1' }: Ends = {},
): Promise<SilentProxy> {
  const held = new Set<Direction>()
  const streams = new Set<{ readonly from: Socket; readonly direction: Direction }>()
  const sockets = new Set<Socket>()
  let last: string | null = null

  function hold(...directions: readonly Direction[]): void {
    for (const direction of directions) held.add(direction)
    for (const { from, direction } of streams) if (held.has(direction)) from.pause()
  }

  function carry(from: Socket, to: Socket, direction: Direction): void {
    const stream = { from, direction }
    streams.add(stream)
    sockets.add(from)
    from.on('data', (data) => {
      if (last !== null && data.includes(last)) hold('back')
      to.write(data)
    })
    from.on('end', () => to.end())
    from.on('error', () => to.destroy())
    from.on('close', () => {
      streams.delete(stream)
      sockets.delete(from)
      to.destroy()
    })
    if (held.has(direction)) from.pause()
  }

  function take(near: Socket): void {
    const far = connect({ port: target, host, noDelay: true })
    carry(near, far, 'there')
    carry(far, near, 'back')
  }

  const server = createServer({ noDelay: true }, take).listen(0, at)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    hold,
    take,
    holdAnswerTo(text) {
      last = text
    },
    heal() {
      last = null
      held.clear()
      for (const { from } of streams) from.resume()
    },
    reset() {
      for (const socket of sockets) socket.resetAndDestroy()
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
