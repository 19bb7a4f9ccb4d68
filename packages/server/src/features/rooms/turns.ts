/** One thing after the other under each name; what waits under one name does not hold up another. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>()

  take<T>(name: string, run: () => Promise<T>): Promise<T> {
    const before = this.#last.get(name) ?? Promise.resolve()
    const mine = before.then(run)
    const settled: Promise<void> = mine.then(
      () => this.#end(name, settled),
      () => this.#end(name, settled),
    )
    this.#last.set(name, settled)
    return mine
  }

  #end(name: string, settled: Promise<unknown>): void {
    if (this.#last.get(name) === settled) this.#last.delete(name)
  }
}
