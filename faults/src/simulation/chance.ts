/** Chance that comes from a seed alone (sfc32): the same seed, the same chances in the same order. */
export class Chance {
  #a: number
  #b = 0x9e3779b9
  #c = 0x243f6a88
  #counter = 1

  constructor(seed: number) {
    this.#a = seed >>> 0
    for (let n = 0; n < 15; n += 1) this.#word()
  }

  /** From 0 to below 1. */
  fraction(): number {
    return this.#word() / 2 ** 32
  }

  /** A whole number from 0 to below `bound`. */
  below(bound: number): number {
    return Math.floor(this.fraction() * bound)
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1)
  }

  isHit(probability: number): boolean {
    return this.fraction() < probability
  }

  /** One of them; undefined where there is none. */
  pick<T>(list: readonly T[]): T | undefined {
    return list[this.below(list.length)]
  }

  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.#word() & 0xff)
  }

  #word(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum
    this.#c |= 0
    return sum >>> 0
  }
}
