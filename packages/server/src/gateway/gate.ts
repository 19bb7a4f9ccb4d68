import type { CloseCodeNumber } from '@parley/protocol'
import type { Clock } from '../ports/clock.ts'
import type { Randomness } from '../ports/randomness.ts'
import type { Delivery } from './delivery.ts'

/** `open`: newcomers are served. `storeless`: the store is out of reach (C14). `draining`: the process ends soon. */
export type GateState = { readonly kind: 'open' | 'storeless' | 'draining' }

export interface GateParts {
  readonly delivery: Delivery
  readonly clock: Clock
  readonly randomness: Randomness
  /** Bytes that may wait for all clients together before newcomers are refused (C10). */
  readonly bufferBytes: number
}

/** Milliseconds over which connections are closed when the process drains: 5 for each, 20 s at most (C17). */
const spreadEach = 5
const spreadMost = 20_000

/** Whether newcomers are let in, and how everybody is let out. */
export class Gate {
  readonly #parts: GateParts
  state: GateState = { kind: 'open' }
  #waiting = { at: Number.NEGATIVE_INFINITY, bytes: 0 }

  constructor(parts: GateParts) {
    this.#parts = parts
  }

  /** Why a newcomer cannot be served now, with the milliseconds to wait; null: come in. */
  refusal(): { readonly code: 'draining' | 'busy' | 'unavailable'; readonly retryAfter: number } | null {
    if (this.state.kind === 'draining') return { code: 'draining', retryAfter: 1000 }
    if (this.state.kind === 'storeless') return { code: 'unavailable', retryAfter: 2000 }
    return this.#waitingBytes() > this.#parts.bufferBytes ? { code: 'busy', retryAfter: 5000 } : null
  }

  /** The store has been out of reach for long. */
  lose(): void {
    if (this.state.kind === 'open') this.state = { kind: 'storeless' }
  }

  /** The store is there again. */
  regain(): void {
    if (this.state.kind === 'storeless') this.state = { kind: 'open' }
  }

  /** What waits for all clients together, counted anew at most ten times a second: many come at once. */
  #waitingBytes(): number {
    const { delivery, clock } = this.#parts
    const at = clock.monotonic()
    if (at - this.#waiting.at >= 100) {
      this.#waiting = { at, bytes: delivery.all().reduce((sum, { backlog }) => sum + backlog, 0) }
    }
    return this.#waiting.bytes
  }

  /** Closes every connection with 4012, spread out and each with its own moment to come back. */
  async drain(): Promise<void> {
    this.state = { kind: 'draining' }
    const { delivery, clock, randomness } = this.#parts
    const connections = delivery.all()
    const spread = Math.min(spreadMost, connections.length * spreadEach)
    const code: CloseCodeNumber = 4012
    await Promise.all(
      connections.map(async (connection) => {
        const pause = Promise.withResolvers<void>()
        clock.after(randomness.fraction() * spread, () => pause.resolve())
        await pause.promise
        const reconnectAfter = 500 + Math.floor(randomness.fraction() * (500 + spread))
        delivery.close(connection, code, JSON.stringify({ reconnect_after: reconnectAfter }))
      }),
    )
  }
}
