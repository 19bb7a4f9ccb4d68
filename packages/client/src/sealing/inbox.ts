import type { InboxEntry } from '@parley/protocol'

interface Waiting {
  readonly entry: InboxEntry
  readonly taken: () => void
}

/** What others have sealed for this device, in its order, until it has been taken in. */
export class Inbox {
  readonly #waiting: Waiting[] = []
  /** How much has ever lain here. */
  #came = 0

  get isEmpty(): boolean {
    return this.#waiting.length === 0
  }

  /** Resolves once the entry has been taken in. */
  put(entry: InboxEntry): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#waiting.push({ entry, taken: resolve })
    this.#came += 1
    return promise
  }

  /** What has waited longest. */
  first(most: number): readonly InboxEntry[] {
    return this.#waiting.slice(0, most).map(({ entry }) => entry)
  }

  /** The first ones have been taken in. */
  took(count: number): void {
    for (const { taken } of this.#waiting.splice(0, count)) taken()
  }

  /** Nobody takes in what lies here. */
  clear(): void {
    this.#waiting.length = 0
  }

  /** The answer tells whether all that lies here now has been taken in. What comes later does not count. */
  mark(): () => boolean {
    const newest = this.#came
    return () => this.#came - this.#waiting.length >= newest
  }
}
