import type { Clock } from '../../ports/clock.ts'

interface Sighting {
  readonly value: string
  /** Monotonic milliseconds. */
  readonly since: number
}

/**
 * For how long this node has seen something as it is. Nodes share what they see but no clock, so each measures how long
 * something lasts by its own, from the moment in which it first saw it.
 */
export class Sightings {
  readonly #clock: Clock
  readonly #seen = new Map<string, Sighting>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Milliseconds for which `what` has had this value; 0 if it had another one before, or none. */
  lasted(what: string, value: string): number {
    const now = this.#clock.monotonic()
    const known = this.#seen.get(what)
    if (known?.value === value) return now - known.since
    this.#seen.set(what, { value, since: now })
    return 0
  }

  /** Everything but what is named so is forgotten. */
  keep(isKept: (what: string) => boolean): void {
    for (const what of this.#seen.keys()) if (!isKept(what)) this.#seen.delete(what)
  }

  /** Everything begins to last anew. */
  startOver(): void {
    this.#seen.clear()
  }
}
