import { ParleyError } from '@parley/protocol'

/** Work of which only so much may run at once; what finds the queue full is refused with `busy`. */
export class Lane {
  readonly #width: number
  readonly #depth: number
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(width: number, depth: number) {
    this.#width = width
    this.#depth = depth
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.#turn()
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running -= 1
    }
  }

  async #turn(): Promise<void> {
    if (this.#running < this.#width) {
      this.#running += 1
      return
    }
    if (this.#waiting.length >= this.#depth) throw new ParleyError('busy', { retryAfter: 1000 })
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#waiting.push(resolve)
    await promise
  }
}
