import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { makeId } from '@parley/protocol'
import pino, { type Logger } from 'pino'
import { openKeyFile } from './adapters/disk/keys.ts'
import type { OpenSfu } from './adapters/livekit/sfu.ts'
import { memoryCallBoard } from './adapters/memory/call-board.ts'
import { memoryFanout } from './adapters/memory/fanout.ts'
import { memoryPresenceBoard } from './adapters/memory/presence-board.ts'
import { meshRouter } from './adapters/mesh/media-router.ts'
import { placeOf } from './adapters/postgres/connect.ts'
import type { PostgresConfig } from './adapters/postgres/storage.ts'
import { redisCallBoard } from './adapters/redis/call-board.ts'
import { redisFanout } from './adapters/redis/fanout.ts'
import { openRedisNode } from './adapters/redis/node.ts'
import { redisPresenceBoard } from './adapters/redis/presence-board.ts'
import { renewEpoch } from './adapters/sqlite/renew-epoch.ts'
import { openSqliteStorage } from './adapters/sqlite/storage.ts'
import { systemClock } from './adapters/system/clock.ts'
import { pause } from './adapters/system/pause.ts'
import { systemRandomness } from './adapters/system/randomness.ts'
import type { Config } from './config.ts'
import { openFeatures } from './features/index.ts'
import { shareRates } from './gateway/shared-rates.ts'
import { watchStore } from './gateway/store-watch.ts'
import { openHouse } from './house.ts'
import type { Clock } from './ports/clock.ts'
import type { Ports } from './ports/ports.ts'
import type { Storage } from './ports/storage/storage.ts'
import { wordsOf } from './redis-address.ts'
import { serve } from './server.ts'

/** For what works on a stopped server's data (seeding a measurement, a backup) and for the process around the house. */
export { openSqliteStorage, systemClock }

/** Loaded when it is asked for: whoever keeps everything in a file starts without it. */
export async function openPostgresStorage(config: PostgresConfig): Promise<Storage> {
  const adapter = await import('./adapters/postgres/storage.ts')
  return await adapter.openPostgresStorage(config)
}

export interface Running extends AsyncDisposable {
  readonly url: string
  readonly port: number
  /** null once the server has an owner. */
  readonly ownerLink: string | null
  /** What was chosen for each port of the house. */
  readonly ports: Readonly<Record<string, string>>
}

const chosen = (config: Config) => ({
  storage: config.database === null ? `sqlite (${config.data})` : `postgresql (${placeOf(config.database)})`,
  fanout: config.redis ? wordsOf(config.redis) : 'memory',
  presence: config.redis ? wordsOf(config.redis) : 'memory',
  calls: config.redis ? wordsOf(config.redis) : 'memory',
  media: `peer to peer${config.calls.turn ? ', with TURN' : ''}${sfuWords(config.calls)}`,
})

type StorageParts = Pick<PostgresConfig, 'freshEpoch' | 'died' | 'patience'>

const openStorage = ({ database, data }: Config, { patience, ...parts }: StorageParts): Promise<Storage> =>
  database === null
    ? openSqliteStorage({ folder: data, ...parts })
    : openPostgresStorage({ url: database, patience, ...parts })

/**
 * Says of a store that it was restored from a copy: it gets a new epoch, by which clients know that positions mean
 * something else now, and offer again what the copy lacks (C9). For a store that no server runs on.
 */
export async function markRestored({ database, data }: Config): Promise<void> {
  const epoch = makeId(systemClock.now(), systemRandomness.bytes(10))
  if (database === null) return renewEpoch(data, epoch)
  const adapter = await import('./adapters/postgres/renew-epoch.ts')
  await adapter.renewEpoch(database, epoch)
}

function sfuWords({ sfu }: Config['calls']): string {
  if (sfu === null) return ''
  return `; SFU (${sfu.kind === 'own' ? sfu.program : sfu.url})`
}

/** Loaded when it is asked for, as above. */
async function openSfu({ calls, data, redis }: Config, clock: Clock, log: Logger): Promise<OpenSfu | null> {
  if (calls.sfu === null) return null
  const say = (line: string): void => log.warn(line)
  if (calls.sfu.kind === 'far') {
    const adapter = await import('./adapters/livekit/far-sfu.ts')
    return adapter.farSfu({ ...calls.sfu, clock, say })
  }
  const adapter = await import('./adapters/livekit/sfu.ts')
  const stun = calls.stun.map((url) => url.replace(/^stuns?:/, ''))
  const parts = { ...calls.sfu, folder: join(data, 'sfu'), stun, redis, clock, randomness: systemRandomness, say }
  return adapter.ownSfu(parts)
}

/** What a process has around its house. */
export interface Around {
  /** Called when the process has to end because nothing can be stored any more. */
  readonly died: (error: Error) => void
  /** Another than the system's only where time itself is tried out. */
  readonly clock?: Clock
  /** Puts something before the ports, where it is tried out whether tests find what is wrong. */
  readonly dress?: (ports: Ports) => Ports
}

/** Chooses the adapters, opens the house and serves it. Disposing it lets everybody out, then closes the store. */
export async function start(
  config: Config,
  { died, clock = systemClock, dress = (ports) => ports }: Around,
): Promise<Running> {
  await mkdir(config.data, { recursive: true, mode: 0o700 })
  const log = pino({ level: config.log }, pino.destination(2))
  const randomness = systemRandomness
  const newId = () => makeId(clock.now(), randomness.bytes(10))
  const keys = await openKeyFile(config.keys)
  const patience = { pause, say: (line: string) => log.warn(line) }
  const store = await openStorage(config, { freshEpoch: newId(), died, patience })
  const failed = (err: unknown): void => log.warn({ err }, 'something about other nodes went wrong')
  const node = config.redis
    ? await openRedisNode({
        address: config.redis,
        house: store.epoch,
        node: newId(),
        keys: keys.signing[0].kid,
        clock,
        died,
        failed,
      })
    : null
  const sfu = await openSfu(config, clock, log)
  const ports = dress({
    storage: store,
    keys,
    fanout: node ? redisFanout(node, failed) : memoryFanout(failed),
    presence: node ? redisPresenceBoard(node) : memoryPresenceBoard(),
    calls: node ? redisCallBoard(node) : memoryCallBoard(),
    media: { ...meshRouter(config.calls, clock), sfu },
    clock,
    randomness,
  })
  const { storage, fanout, presence, media } = ports
  const house = openHouse(ports, config, log)
  watchStore({ ...house, node: node?.id ?? null })
  if (node) shareRates(house.rates, { fanout, clock, node: node.id })
  const features = await openFeatures(house)
  const listening = await serve(house, features)
  const token = await features.ownerToken()
  return {
    url: listening.url,
    port: listening.port,
    ownerLink: token === null ? null : `${listening.url}/welcome#${token}`,
    ports: chosen(config),
    async [Symbol.asyncDispose]() {
      await listening[Symbol.asyncDispose]()
      await fanout[Symbol.asyncDispose]()
      await presence[Symbol.asyncDispose]()
      await node?.[Symbol.asyncDispose]()
      await media[Symbol.asyncDispose]()
      await sfu?.[Symbol.asyncDispose]()
      await storage[Symbol.asyncDispose]()
    },
  }
}
