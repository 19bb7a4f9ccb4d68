import { join } from 'node:path'
import { openPostgresStorage, type Storage } from '@parley/server'
import {
  type PostgresServer,
  type RedisProcess,
  type SilentProxy,
  silentProxy,
  startPostgres,
  startRedis,
} from '@parley/server/testing'
import { LossyNet } from '../net/lossy-net.ts'
import { noNetwork } from '../probe.ts'
import type { Plant } from '../server/plants.ts'
import { Balancer } from './balancer.ts'
import type { House } from './house.ts'
import { ServerProcess } from './server-process.ts'

/** One of the servers, and its ways to what they share. */
export interface ClusterNode {
  readonly server: ServerProcess
  /** Where it is entered on this machine. */
  readonly port: number
  /** The network of its own that it is in, whose kernel can drop what comes and goes. */
  readonly net: LossyNet | null
  readonly toPostgres: SilentProxy
  readonly toRedis: SilentProxy
}

const size = 3
/** The node that is in a network of its own, where the machine allows that. */
const distant = 1

/** Three servers that are one house: one database, one Redis, the same keys, and a balancer before them. */
export class Cluster implements House {
  readonly postgres: PostgresServer
  readonly redis: RedisProcess
  readonly nodes: readonly ClusterNode[]
  readonly balancer: Balancer
  /** Why no node is in a network of its own; null: one is. */
  readonly noNetwork: string | null
  readonly #database: string
  readonly #folders: readonly string[]
  readonly #parts: AsyncDisposableStack

  private constructor(
    parts: AsyncDisposableStack,
    shared: {
      readonly postgres: PostgresServer
      readonly redis: RedisProcess
      readonly database: string
      readonly folders: readonly string[]
      readonly noNetwork: string | null
    },
    nodes: readonly ClusterNode[],
    balancer: Balancer,
  ) {
    this.#parts = parts
    this.postgres = shared.postgres
    this.redis = shared.redis
    this.noNetwork = shared.noNetwork
    this.#database = shared.database
    this.#folders = shared.folders
    this.nodes = nodes
    this.balancer = balancer
  }

  static async open(folder: string, plant?: Plant): Promise<Cluster> {
    await using parts = new AsyncDisposableStack()
    const postgres = parts.use(await startPostgres())
    const redis = parts.use(await startRedis())
    const database = await postgres.createDatabase()
    const nodes: ClusterNode[] = []
    const folders = Array.from({ length: size }, (_, n) => join(folder, `node-${n}`))
    const missing = await noNetwork()
    const cable = missing === null ? parts.use(await LossyNet.make()) : null
    // One after the other: the first makes the tables, the keys and the owner's link.
    for (const [n, data] of folders.entries()) {
      const net = n === distant ? cable : null
      const at = net?.outside ?? '127.0.0.1'
      const toPostgres = parts.use(await silentProxy(postgres.port, { at }))
      const toRedis = parts.use(await silentProxy(redis.port, { at }))
      const settings = {
        DATABASE_URL: `postgres://parley@${at}:${toPostgres.port}/${database}`,
        REDIS_URL: `redis://${at}:${toRedis.port}`,
        PARLEY_KEYS: join(folder, 'keys.json'),
      }
      const server = parts.use(await ServerProcess.begin({ data, settings, plant, net }))
      const { port } = net === null ? server : parts.use(await silentProxy(server.port, { to: net.inside }))
      nodes.push({ server, port, net, toPostgres, toRedis })
    }
    const balancer = parts.use(await Balancer.open(nodes.map(({ port }) => port)))
    return new Cluster(parts.move(), { postgres, redis, database, folders, noNetwork: missing }, nodes, balancer)
  }

  get url(): string {
    return this.balancer.url
  }

  get ownerToken(): string {
    return this.nodes[0]?.server.ownerToken ?? ''
  }

  get crashes(): number {
    return this.nodes.reduce((sum, { server }) => sum + server.crashes, 0)
  }

  node(n: number): ClusterNode {
    const found = this.nodes[n % this.nodes.length]
    if (!found) throw new Error(`there is no node ${n}`)
    return found
  }

  get places(): readonly string[] {
    return [...this.#folders, this.postgres.folder]
  }

  async opened(): Promise<Storage> {
    await Promise.all(this.nodes.map(({ server }) => server.end('SIGTERM')))
    return await this.store()
  }

  /** What it keeps, while it goes on. */
  async store(): Promise<Storage> {
    return await openPostgresStorage({ url: this.postgres.url(this.#database), freshEpoch: '', died() {} })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts[Symbol.asyncDispose]()
  }
}
