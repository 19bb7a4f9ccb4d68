/** One thing at a time under each name, in the order in which it was asked for. */
export class Lanes {
  readonly #ends = new Map<string, Promise<unknown>>()

  async run<T>(name: string, turn: () => Promise<T>): Promise<T> {
    const before = this.#ends.get(name) ?? Promise.resolve()
    const mine = before.then(turn, turn)
    this.#ends.set(name, mine)
    try {
      return await mine
    } finally {
      if (this.#ends.get(name) === mine) this.#ends.delete(name)
    }
  }
}
