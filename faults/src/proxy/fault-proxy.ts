import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { seeded } from './random.ts'
import { Way } from './way.ts'
import type { Weather } from './weather.ts'

export interface FaultProxyOptions {
  /** The port that it leads to. */
  readonly target: number
  readonly host?: string
  /** Decides jitter and slices, connection by connection. */
  readonly seed?: number
}

/**
 * A TCP proxy with weather. It can stand before PostgreSQL, Redis and the gateway. Its own kernel acknowledges bytes and
 * answers keepalives, so that it tries out the time-outs of programs; lost packets need a network of their own.
 */
export class FaultProxy implements AsyncDisposable {
  readonly #options: FaultProxyOptions
  readonly #server: Server
  readonly #ways = new Set<Way>()
  readonly #sockets = new Set<Socket>()
  #weather: Weather = {}
  #refuses = false
  /** Connections so far. */
  opened = 0

  private constructor(options: FaultProxyOptions) {
    this.#options = options
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => this.#serve(near))
  }

  static async open(options: FaultProxyOptions): Promise<FaultProxy> {
    const proxy = new FaultProxy(options)
    proxy.#server.listen(0, '127.0.0.1')
    await once(proxy.#server, 'listening')
    return proxy
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Bytes that wait here, in both directions of all connections. */
  get underWay(): number {
    return [...this.#ways].reduce((sum, way) => sum + way.underWay, 0)
  }

  /** The weather from now on; what was held and is so no more goes on. */
  become(weather: Weather): void {
    this.#weather = weather
    for (const way of this.#ways) way.renew()
  }

  /** Breaks all connections with a reset. */
  reset(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy()
  }

  /** Whether who comes from now on is reset at once, as where nobody listens. */
  refuse(does: boolean): void {
    this.#refuses = does
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.reset()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #serve(near: Socket): void {
    if (this.#refuses) {
      near.on('error', () => undefined)
      near.resetAndDestroy()
      return
    }
    const { target, host = '127.0.0.1', seed = 1 } = this.#options
    const random = seeded(seed * 7919 + this.opened)
    this.opened += 1
    const far = connect({ host, port: target, allowHalfOpen: true, noDelay: true })
    this.#carry([near, far], 'there', random)
    this.#carry([far, near], 'back', random)
  }

  #carry(sockets: readonly [Socket, Socket], direction: 'there' | 'back', random: () => number): void {
    const [from, to] = sockets
    const way = new Way(sockets, direction, () => this.#weather, random)
    this.#ways.add(way)
    this.#sockets.add(from)
    from.on('close', () => this.#sockets.delete(from))
    to.on('close', () => this.#ways.delete(way))
  }
}
