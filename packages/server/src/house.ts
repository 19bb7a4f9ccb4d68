import { makeId } from '@parley/protocol'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { Delivery } from './gateway/delivery.ts'
import { Gate } from './gateway/gate.ts'
import { keepLookout } from './gateway/lookout.ts'
import { Origins } from './gateway/origins.ts'
import { Rates } from './gateway/rates.ts'
import type { Ports } from './ports/ports.ts'

/** What every feature is opened with. */
export interface House extends Ports {
  readonly config: Config
  readonly log: Logger
  readonly rates: Rates
  /** The connections of this node. */
  readonly delivery: Delivery
  readonly gate: Gate
  readonly origins: Origins
  /** A fresh id (UUIDv7, 22 characters). */
  readonly newId: () => string
  readonly version: string
}

const version = '0.1.0'

/** A house over these ports, with nobody connected yet. */
export function openHouse(ports: Ports, config: Config, log: Logger): House {
  const { storage, fanout, clock, randomness } = ports
  const delivery = new Delivery({ storage, fanout, clock })
  keepLookout({ storage, fanout, clock, delivery })
  return {
    ...ports,
    config,
    log,
    delivery,
    rates: new Rates(clock, config.limits),
    gate: new Gate({ delivery, clock, randomness, bufferBytes: config.bufferBytes }),
    origins: new Origins(config.origins),
    newId: () => makeId(clock.now(), randomness.bytes(10)),
    version,
  }
}
