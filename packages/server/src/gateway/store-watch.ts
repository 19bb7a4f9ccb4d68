import type { Clock } from '../ports/clock.ts'
import type { Fanout } from '../ports/fanout.ts'
import type { Randomness } from '../ports/randomness.ts'
import type { Storage } from '../ports/storage/storage.ts'
import type { Delivery } from './delivery.ts'
import type { Gate } from './gate.ts'

export interface StoreWatchParts {
  readonly storage: Storage
  readonly fanout: Fanout
  readonly clock: Clock
  readonly randomness: Randomness
  readonly delivery: Delivery
  readonly gate: Gate
  /** Names this node among others; null: there are no others. */
  readonly node: string | null
}

/** Milliseconds between two looks at the store, and without it until this node is no longer ready (C14). */
const lookEvery = 1000
const patience = 10_000
/** Milliseconds over which people come to another node. */
const spread = 2000

/**
 * Looks whether the store can be reached. After 10 s without it newcomers are refused; whoever is here is sent to another
 * node (4013) as soon as one says that it has the store, or when this node hears of nobody. Where the store is away for
 * all, everybody stays: there is nowhere to go, and it goes on here at once when the store is back.
 */
export function watchStore({ storage, fanout, clock, randomness, delivery, gate, node }: StoreWatchParts): void {
  /** Monotonic milliseconds of the first look that found nothing; null: the store is there. */
  let lostAt: number | null = null
  let isLooking = false
  const isLost = (): boolean => lostAt !== null && clock.monotonic() - lostAt >= patience

  function sendElsewhere(): void {
    for (const connection of delivery.all()) {
      const reason = JSON.stringify({ reconnect_after: Math.floor(randomness.fraction() * spread) })
      delivery.close(connection, 4013, reason)
    }
  }

  function withoutStore(since: number): void {
    lostAt ??= since
    if (!isLost()) return
    gate.lose()
    if (node === null || delivery.size === 0) return
    if (fanout.reach === 'self') sendElsewhere()
    else fanout.publish({ kind: 'storeless', node })
  }

  async function look(): Promise<void> {
    isLooking = true
    const since = clock.monotonic()
    try {
      await storage.read('account.owned', {})
      lostAt = null
      gate.regain()
    } catch {
      withoutStore(since)
    } finally {
      isLooking = false
    }
  }

  fanout.subscribe((hint) => {
    if (hint.kind === 'storeless' && hint.node !== node && lostAt === null) {
      fanout.publish({ kind: 'storeful', node: hint.node })
    }
    if (hint.kind === 'storeful' && hint.node === node && isLost()) sendElsewhere()
  })
  clock.every(lookEvery, () => {
    if (!isLooking) void look()
  })
}
