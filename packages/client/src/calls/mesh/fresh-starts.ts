/** Beginnings that are followed, and milliseconds in which there may be so many. */
const [most, within] = [5, 10_000]

/**
 * Whether another device is followed when it begins anew: a page that reloads does, and a hostile one does all the time. A
 * connection costs a computer far more than the words that ask for it.
 */
export class FreshStarts {
  #last: readonly number[] = []

  /** Answers whether this one is followed. `now`: milliseconds, monotonic. */
  take(now: number): boolean {
    this.#last = this.#last.filter((at) => now - at < within)
    if (this.#last.length >= most) return false
    this.#last = [...this.#last, now]
    return true
  }
}
