import { mkdir } from 'node:fs/promises'
import { makeId } from '@parley/protocol'
import pino from 'pino'
import { openKeyFile } from './adapters/disk/keys.ts'
import { memoryFanout } from './adapters/memory/fanout.ts'
import { memoryPresenceBoard } from './adapters/memory/presence-board.ts'
import { meshRouter } from './adapters/mesh/media-router.ts'
import { openSqliteStorage } from './adapters/sqlite/storage.ts'
import { systemClock } from './adapters/system/clock.ts'
import { systemRandomness } from './adapters/system/randomness.ts'
import type { Config } from './config.ts'
import { openFeatures } from './features/index.ts'
import { Delivery } from './gateway/delivery.ts'
import { Gate } from './gateway/gate.ts'
import { Origins } from './gateway/origins.ts'
import { Rates } from './gateway/rates.ts'
import type { House } from './house.ts'
import type { Clock } from './ports/clock.ts'
import { serve } from './server.ts'

/** For what works on a stopped server's data: seeding a measurement, a backup. */
/** For the process around the house. */
export { openSqliteStorage, systemClock }

export interface Running extends AsyncDisposable {
  readonly url: string
  readonly port: number
  /** null once the server has an owner. */
  readonly ownerLink: string | null
  /** What was chosen for each port of the house. */
  readonly ports: Readonly<Record<string, string>>
}

const version = '0.1.0'

const chosen = (config: Config) => ({
  storage: `sqlite (${config.data})`,
  fanout: 'memory',
  presence: 'memory',
  media: config.calls.turn ? 'peer to peer, with TURN' : 'peer to peer',
})

/**
 * Chooses the adapters, opens the house and serves it. Disposing it lets everybody out, then closes the store.
 * @param died called when the process has to end because nothing can be stored any more
 * @param clock another than the system's only where time itself is tried out
 */
export async function start(
  config: Config,
  died: (error: Error) => void,
  clock: Clock = systemClock,
): Promise<Running> {
  await mkdir(config.data, { recursive: true, mode: 0o700 })
  const log = pino({ level: config.log }, pino.destination(2))
  const randomness = systemRandomness
  const newId = () => makeId(clock.now(), randomness.bytes(10))
  const keys = await openKeyFile(config.data)
  const storage = await openSqliteStorage({ folder: config.data, freshEpoch: newId(), died })
  const fanout = memoryFanout()
  const presence = memoryPresenceBoard()
  const media = meshRouter(config.calls, clock)
  const delivery = new Delivery({ storage, fanout, clock })
  const rates = new Rates(clock, config.limits)
  const gate = new Gate({ delivery, clock, randomness, bufferBytes: config.bufferBytes })
  const origins = new Origins(config.origins)
  const ports = { storage, keys, fanout, presence, media, clock, randomness }
  const house: House = { ...ports, config, log, delivery, gate, origins, rates, newId, version }
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
      await media[Symbol.asyncDispose]()
      await storage[Symbol.asyncDispose]()
    },
  }
}
