import type { Clock } from '../clock.ts'

/** Milliseconds before the next try, and at most; each pause is twice as long. */
const [soon, longest] = [1_000, 60_000]

/** When something is tried again that has not succeeded. */
export class Again {
  readonly #clock: Clock
  #pause = soon
  #cancel: () => void = () => undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** @param ms how long to wait at least, where somebody has said so */
  later(then: () => void, ms = 0): void {
    const wait = Math.max(ms, this.#pause)
    this.#pause = Math.min(longest, this.#pause * 2)
    this.#cancel()
    this.#cancel = this.#clock.after(wait, then)
  }

  succeeded(): void {
    this.#pause = soon
  }

  stop(): void {
    this.#cancel()
  }
}
