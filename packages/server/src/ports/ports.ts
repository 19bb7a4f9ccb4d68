import type { CallBoard } from './call-board.ts'
import type { Clock } from './clock.ts'
import type { Fanout } from './fanout.ts'
import type { Keys } from './keys.ts'
import type { MediaRouter } from './media-router.ts'
import type { PresenceBoard } from './presence-board.ts'
import type { Randomness } from './randomness.ts'
import type { Storage } from './storage/storage.ts'

/** Everything outside that a feature may touch. */
export interface Ports {
  readonly storage: Storage
  readonly keys: Keys
  readonly fanout: Fanout
  readonly presence: PresenceBoard
  readonly calls: CallBoard
  readonly media: MediaRouter
  readonly clock: Clock
  readonly randomness: Randomness
}
