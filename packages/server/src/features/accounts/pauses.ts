import { ParleyError } from '@parley/protocol'
import type { Clock } from '../../ports/clock.ts'

interface Tries {
  readonly failed: number
  /** Monotonic milliseconds before which nothing is tried. */
  readonly until: number
}

/** Failures without a pause; then 1 s, doubled with each failure, never more than 5 minutes: nobody is locked out. */
const free = 4
const longest = 300_000
/** Names that are remembered, and for how long after their last pause. */
const remembered = 20_000
const forgottenAfter = 900_000

/** Milliseconds before the next try after so many failures in a row. */
export const pauseAfter = (failed: number): number =>
  failed <= free ? 0 : Math.min(longest, 1000 * 2 ** Math.min(failed - free - 1, 20))

/** Growing pauses between wrong guesses at one secret. */
export class Pauses {
  readonly #clock: Clock
  readonly #tries = new Map<string, Tries>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /**
   * Runs one guess. It counts as failed from its start, so that guesses made at the same moment do not pass together,
   * until it answers something else than null. One that throws was no guess. Throws `rate_limited`.
   * @param key whose secret, and from where
   */
  async attempt<T>(key: string, guess: () => Promise<T | null>): Promise<T | null> {
    const now = this.#clock.monotonic()
    const before = this.#recent(key, now)
    if (before.until > now) throw new ParleyError('rate_limited', { retryAfter: Math.ceil(before.until - now) })
    const failed = before.failed + 1
    this.#remember(key, { failed, until: now + pauseAfter(failed) })
    try {
      const result = await guess()
      if (result !== null) this.#tries.delete(key)
      return result
    } catch (error) {
      this.#remember(key, before)
      throw error
    }
  }

  #recent(key: string, now: number): Tries {
    const tries = this.#tries.get(key)
    return tries && tries.until + forgottenAfter > now ? tries : { failed: 0, until: now }
  }

  /** The one that was tried longest ago makes room. */
  #remember(key: string, tries: Tries): void {
    this.#tries.delete(key)
    this.#tries.set(key, tries)
    const [oldest] = this.#tries.keys()
    if (this.#tries.size > remembered && oldest !== undefined) this.#tries.delete(oldest)
  }
}
