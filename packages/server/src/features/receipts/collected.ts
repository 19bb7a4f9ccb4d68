import type { Clock } from '../../ports/clock.ts'

/** Values of a room that are told together after a while, of each key only the last. */
export class Collected<T> {
  readonly #clock: Clock
  readonly #wait: number
  readonly #tell: (room: string, values: readonly T[]) => void
  readonly #waiting = new Map<string, Map<string, T>>()

  /** @param wait milliseconds from the first value of a room to when it is told */
  constructor(clock: Clock, wait: number, tell: (room: string, values: readonly T[]) => void) {
    this.#clock = clock
    this.#wait = wait
    this.#tell = tell
  }

  add(room: string, key: string, value: T): void {
    const waiting = this.#waiting.get(room)
    if (waiting) {
      waiting.set(key, value)
      return
    }
    this.#waiting.set(room, new Map([[key, value]]))
    this.#clock.after(this.#wait, () => {
      const values = [...(this.#waiting.get(room)?.values() ?? [])]
      this.#waiting.delete(room)
      this.#tell(room, values)
    })
  }
}
