import type { Clock } from '../../ports/clock.ts'

interface Voucher<T> {
  readonly value: T
  /** Monotonic milliseconds. */
  readonly ends: number
}

/** Seconds in which a ticket has to be used. */
export const ticketLifetime = 30

/** What can be had once, and for a short time only. Kept in memory; the oldest makes room when there are too many. */
export class Vouchers<T> {
  readonly #clock: Clock
  readonly #lifetime: number
  readonly #most: number
  readonly #vouchers = new Map<string, Voucher<T>>()

  /** @param lifetime milliseconds */
  constructor(clock: Clock, lifetime: number, most: number) {
    this.#clock = clock
    this.#lifetime = lifetime
    this.#most = most
  }

  put(name: string, value: T): void {
    const now = this.#clock.monotonic()
    for (const [other, { ends }] of this.#vouchers) {
      if (ends > now && this.#vouchers.size < this.#most) break
      this.#vouchers.delete(other)
    }
    this.#vouchers.set(name, { value, ends: now + this.#lifetime })
  }

  /** The value, for the only time; null if there is none any more. */
  take(name: string): T | null {
    const voucher = this.#vouchers.get(name)
    this.#vouchers.delete(name)
    return voucher && voucher.ends > this.#clock.monotonic() ? voucher.value : null
  }
}
