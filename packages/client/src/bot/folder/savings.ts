/** Runs one save at a time. Whoever asks while one runs is served by the next, together with all others. */
export class Savings {
  readonly #save: () => Promise<void>
  #running: Promise<void> = Promise.resolve()
  #next: Promise<void> | null = null

  constructor(save: () => Promise<void>) {
    this.#save = save
  }

  /**
   * Resolves once everything that happened before the call is saved, in the order of the calls. Rejects when it could
   * not be; the next call tries again.
   */
  now(): Promise<void> {
    this.#next ??= this.#after(this.#running)
    return this.#next
  }

  async #after(before: Promise<void>): Promise<void> {
    await before.catch(() => undefined)
    this.#running = this.#next ?? Promise.resolve()
    this.#next = null
    await this.#save()
  }
}
