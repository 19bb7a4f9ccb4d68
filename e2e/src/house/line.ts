import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A line between browsers and a server that can be cut. */
export interface Line extends AsyncDisposable {
  readonly url: string
  /** Where it leads. */
  target: number
  /** WebSockets that are open through it. */
  readonly webSockets: number
  /** While it is down, nobody gets through. */
  down: boolean
  /** What becomes of the upgrade to a WebSocket: `refused` breaks it, `hangs` never answers, as some proxies do. */
  upgrades: 'pass' | 'refused' | 'hangs'
  /** What gets lost on its way over it: connections stay, and nobody hears of it. */
  loses: 'nothing' | 'requests' | 'answers'
  /** Breaks every connection without a word. */
  cut(): void
}

/** Opens a line; it leads nowhere until it has a target. */
export async function openLine(): Promise<Line> {
  const open = new Set<Socket>()
  const webSockets = new Set<Socket>()
  function carry(from: Socket, to: Socket, what: Line['loses']): void {
    from.on('data', (bytes: Buffer) => {
      if (line.loses !== what) to.write(bytes)
    })
    from.on('end', () => to.end())
  }
  const server = createServer({ noDelay: true }, (near) => {
    if (line.down) return void near.destroy()
    const far = connect({ port: line.target, host: '127.0.0.1', noDelay: true })
    open.add(near).add(far)
    const end = (): void => {
      for (const socket of [near, far]) open.delete(socket.destroy())
      webSockets.delete(near)
    }
    for (const socket of [near, far]) socket.on('error', end).on('close', end)
    near.once('data', (bytes: Buffer) => {
      if (bytes.toString('latin1').startsWith('GET /api/socket')) {
        if (line.upgrades === 'refused') return end()
        if (line.upgrades === 'hangs') return
        webSockets.add(near)
      }
      far.write(bytes)
      carry(near, far, 'requests')
      carry(far, near, 'answers')
    })
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const cut = (): void => {
    for (const socket of open) socket.destroy()
  }
  const line: Line = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    target: 0,
    get webSockets() {
      return webSockets.size
    },
    down: false,
    upgrades: 'pass',
    loses: 'nothing',
    cut,
    async [Symbol.asyncDispose]() {
      cut()
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      await closed.promise
    },
  }
  return line
}
