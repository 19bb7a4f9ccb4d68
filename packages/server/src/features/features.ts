import type { Snapshots } from '../gateway/catch-up.ts'
import type { Watcher } from '../gateway/delivery.ts'
import type { Figure } from '../gateway/figure.ts'
import type { Gatekeeper } from '../gateway/gatekeeper.ts'
import type { Handlers } from '../gateway/handler.ts'
import type { SfuDoor } from '../gateway/sfu-door.ts'

/** What the features give to the gateway. */
export interface Features {
  /** `connection.frame` is the gateway's own. */
  readonly handlers: Omit<Handlers, 'connection.frame'>
  readonly gatekeeper: Gatekeeper
  readonly snapshots: Snapshots
  /** Told when connections come and go. */
  readonly watchers: readonly Watcher[]
  /** What there is to say to those who watch the server. */
  readonly figures: () => readonly Figure[]
  /** null: there is no SFU. */
  readonly sfuDoor: SfuDoor | null
  /** The token of the one-time owner link; null once there is an owner. A new one each start. */
  ownerToken(): Promise<string | null>
}
