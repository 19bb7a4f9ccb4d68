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
  /** Breaks every connection without a word. */
  cut(): void
}

/** Opens a line; it leads nowhere until it has a target. */
export async function openLine(): Promise<Line> {
  const open = new Set<Socket>()
  const webSockets = new Set<Socket>()
  const server = createServer((near) => {
    if (line.down) return void near.destroy()
    const far = connect(line.target, '127.0.0.1')
    open.add(near)
    const end = (): void => {
      open.delete(near)
      webSockets.delete(near)
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) socket.on('error', end).on('close', end)
    near.once('data', (bytes: Buffer) => {
      if (bytes.toString('latin1').startsWith('GET /api/socket')) webSockets.add(near)
    })
    near.pipe(far)
    far.pipe(near)
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
