import type { AddressInfo } from 'node:net'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** What a bad network does to WebSockets: nothing, refuses them, or lets them hang. */
export type Weather = 'fair' | 'refuses' | 'hangs'

const isUpgrade = (bytes: Buffer): boolean => bytes.subarray(0, 20).toString('latin1').startsWith('GET /api/socket')

/** A TCP proxy before the server, which cuts what the test tells it to cut. */
export class TownProxy implements AsyncDisposable {
  readonly #server: Server
  readonly #pairs = new Set<Socket>()
  weather: Weather = 'fair'
  /** WebSockets that were let through. */
  upgrades = 0

  private constructor(target: number) {
    this.#server = createServer({ noDelay: true }, (socket) => this.#serve(socket, target))
  }

  static async open(target: number): Promise<TownProxy> {
    const proxy = new TownProxy(target)
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve))
    return proxy
  }

  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`
  }

  /** Breaks every connection, without a word. */
  cut(): void {
    for (const socket of this.#pairs) socket.destroy()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  #serve(near: Socket, target: number): void {
    const far = connect({ port: target, host: '127.0.0.1', noDelay: true })
    this.#pairs.add(near)
    const end = (): void => {
      this.#pairs.delete(near)
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) socket.on('error', end).on('close', end)
    near.on('data', (bytes) => {
      if (isUpgrade(bytes) && this.weather === 'hangs') return
      if (isUpgrade(bytes) && this.weather === 'refuses')
        return void near.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')
      if (isUpgrade(bytes)) this.upgrades += 1
      far.write(bytes)
    })
    far.on('data', (bytes) => near.write(bytes))
  }
}
