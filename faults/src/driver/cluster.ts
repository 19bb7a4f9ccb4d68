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
import type { Plant } from '../server/plants.ts'
import { Balancer } from './balancer.ts'
import type { House } from './house.ts'
import { ServerProcess } from './server-process.ts'

/** One of the servers, and its ways to what they share. */
export interface ClusterNode {
  readonly server: ServerProcess
  readonly toPostgres: SilentProxy
  readonly toRedis: SilentProxy
}

const size = 3

/** Three servers that are one house: one database, one Redis, the same keys, and a balancer before them. */
export class Cluster implements House {
  readonly postgres: PostgresServer
  readonly redis: RedisProcess
  readonly nodes: readonly ClusterNode[]
  readonly balancer: Balancer
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
    },
    nodes: readonly ClusterNode[],
    balancer: Balancer,
  ) {
    this.#parts = parts
    this.postgres = shared.postgres
    this.redis = shared.redis
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
    // One after the other: the first makes the tables, the keys and the owner's link.
    for (const data of folders) {
      const toPostgres = parts.use(await silentProxy(postgres.port))
      const toRedis = parts.use(await silentProxy(redis.port))
      const settings = {
        DATABASE_URL: postgres.url(database, toPostgres.port),
        REDIS_URL: `redis://127.0.0.1:${toRedis.port}`,
        PARLEY_KEYS: join(folder, 'keys.json'),
      }
      const server = parts.use(await ServerProcess.begin({ data, settings, plant }))
      nodes.push({ server, toPostgres, toRedis })
    }
    const balancer = parts.use(await Balancer.open(nodes.map(({ server }) => server.port)))
    return new Cluster(parts.move(), { postgres, redis, database, folders }, nodes, balancer)
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
