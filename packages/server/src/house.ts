import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { Delivery } from './gateway/delivery.ts'
import type { Gate } from './gateway/gate.ts'
import type { Origins } from './gateway/origins.ts'
import type { Rates } from './gateway/rates.ts'
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
