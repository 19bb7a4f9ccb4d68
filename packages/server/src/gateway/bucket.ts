/** What adding fractions may lose. */
const rounding = 1e-6

/** A token bucket: `burst` at once, `perSecond` in the long run. Time comes from outside, in monotonic milliseconds. */
export class Bucket {
  readonly #perSecond: number
  readonly #burst: number
  #tokens: number
  #at: number

  constructor(perSecond: number, burst: number, now: number) {
    this.#perSecond = perSecond
    this.#burst = burst
    this.#tokens = burst
    this.#at = now
  }

  /** Takes `units` and answers 0, or takes nothing and answers the milliseconds until they are there. */
  take(units: number, now: number): number {
    this.#fill(now)
    if (this.#tokens + rounding >= units) {
      this.#tokens = Math.max(0, this.#tokens - units)
      return 0
    }
    return Math.ceil(((units - this.#tokens) / this.#perSecond) * 1000)
  }

  /** Takes `units` that were used elsewhere; there may be less than none then, but not more than a whole burst less. */
  charge(units: number, now: number): void {
    this.#fill(now)
    this.#tokens = Math.max(-this.#burst, this.#tokens - units)
  }

  /** Full again: whoever keeps buckets by name may forget this one. */
  isFull(now: number): boolean {
    return this.#tokens + ((now - this.#at) / 1000) * this.#perSecond >= this.#burst
  }

  #fill(now: number): void {
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#at) / 1000) * this.#perSecond)
    this.#at = now
  }
}
