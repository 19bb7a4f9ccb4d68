import { type Clock, systemClock } from '@parley/client'

/** Milliseconds that somebody sits alone in a voice channel until they are asked, and until they leave it. */
const [askAfter, leaveAfter] = [30 * 60_000, 2 * 60_000]

export interface VigilParts {
  /** Asks whether somebody is still there; false: not any more. */
  readonly ask: (isAsked: boolean) => void
  readonly leave: () => void
  readonly clock?: Pick<Clock, 'after'>
}

/** Sees that nobody sits alone in a voice channel for hours because they forgot it. */
export class Vigil {
  readonly #parts: VigilParts
  readonly #clock: Pick<Clock, 'after'>
  #isAlone = false
  #cancel: () => void = () => undefined

  constructor(parts: VigilParts) {
    this.#parts = parts
    this.#clock = parts.clock ?? systemClock
  }

  alone(isAlone: boolean): void {
    if (isAlone === this.#isAlone) return
    this.#isAlone = isAlone
    this.here()
  }

  /** Somebody is there: it begins anew. */
  here(): void {
    this.#cancel()
    this.#parts.ask(false)
    if (!this.#isAlone) return
    this.#cancel = this.#clock.after(askAfter, () => {
      this.#parts.ask(true)
      this.#cancel = this.#clock.after(leaveAfter, () => this.#parts.leave())
    })
  }

  close(): void {
    this.#cancel()
  }
}
