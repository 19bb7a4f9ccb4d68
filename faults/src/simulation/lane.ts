/** One direction of a way. While it is held nothing gets through, and nothing is lost. */
export class Lane {
  #isHeld = false
  #waiting: (() => void)[] = []

  get isHeld(): boolean {
    return this.#isHeld
  }

  /** Does it now, or once it is no longer held. */
  pass(then: () => void): void {
    if (this.#isHeld) this.#waiting.push(then)
    else then()
  }

  hold(): void {
    this.#isHeld = true
  }

  release(): void {
    this.#isHeld = false
    const waiting = this.#waiting
    this.#waiting = []
    for (const then of waiting) this.pass(then)
  }
}
