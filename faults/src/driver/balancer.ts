import { once } from 'node:events'
import { get } from 'node:http'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { type SilentProxy, silentProxy } from '@parley/server/testing'

/** Milliseconds between two looks whether a node serves, and until an answer counts as none. */
const lookEvery = 500
const patience = 1000

interface Node {
  /** The way to it, which can fall silent. */
  readonly way: SilentProxy
  isReady: boolean
}

const isReady = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const request = get({ port, host: '127.0.0.1', path: '/readyz', timeout: patience, agent: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode === 200)
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(false))
  })

/** What stands before several nodes: each connection goes to the next of those that say that they are ready. */
export class Balancer implements AsyncDisposable {
  readonly #server: Server
  readonly #nodes: readonly Node[]
  readonly #looking: NodeJS.Timeout
  #turn = 0

  private constructor(nodes: readonly Node[]) {
    this.#nodes = nodes
    this.#server = createServer({ noDelay: true }, (near) => this.#serve(near))
    this.#looking = setInterval(() => this.#look(), lookEvery)
  }

  /** @param ports of the nodes, on this machine */
  static async open(ports: readonly number[]): Promise<Balancer> {
    const nodes = await Promise.all(ports.map(async (port) => ({ way: await silentProxy(port), isReady: true })))
    const balancer = new Balancer(nodes)
    balancer.#server.listen(0, '127.0.0.1')
    await once(balancer.#server, 'listening')
    return balancer
  }

  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`
  }

  /** The way to a node. */
  way(node: number): SilentProxy {
    const found = this.#nodes[node]
    if (!found) throw new Error(`there is no node ${node}`)
    return found.way
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#looking)
    this.#server.close()
    await Promise.all(this.#nodes.map(({ way }) => way[Symbol.asyncDispose]()))
  }

  #look(): void {
    for (const node of this.#nodes) {
      void isReady(node.way.port).then((ready) => {
        node.isReady = ready
      })
    }
  }

  #serve(near: Socket): void {
    const ready = this.#nodes.filter((node) => node.isReady)
    this.#turn += 1
    const node = ready[this.#turn % Math.max(1, ready.length)]
    if (node) node.way.take(near)
    else near.destroy()
  }
}
