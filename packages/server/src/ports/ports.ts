import type { Clock } from './clock.ts'
import type { Fanout } from './fanout.ts'
import type { PresenceBoard } from './presence-board.ts'
import type { Randomness } from './randomness.ts'
import type { Storage } from './storage/storage.ts'

/** Everything outside that a feature may touch. */
export interface Ports {
  readonly storage: Storage
  readonly fanout: Fanout
  readonly presence: PresenceBoard
  readonly clock: Clock
  readonly randomness: Randomness
}
