interface Refused {
  readonly id: string
  /** Monotonic milliseconds after which the others go on without it: its writer has given it up. */
  readonly lapses: number
}

/** Milliseconds beyond the wait that was named in which the refused message has to come again. */
const patience = 5000
const wait = 100

/**
 * Keeps the order of one connection's messages where one was refused and may be sent again: those behind it in the
 * same room are refused too until it comes (C5). Without this, a message behind a refused one could overtake it.
 */
export class SendOrder {
  readonly #refused = new Map<string, Refused>()

  /** 0: go on. Otherwise the milliseconds after which to try again. */
  hold(room: string, id: string, now: number): number {
    const refused = this.#refused.get(room)
    if (!refused) return 0
    if (refused.id !== id && now < refused.lapses) return wait
    this.#refused.delete(room)
    return 0
  }

  /** A message was refused with an error that a later try may not meet. */
  refuse(room: string, id: string, retryAfter: number, now: number): void {
    if (!this.#refused.has(room)) this.#refused.set(room, { id, lapses: now + retryAfter + patience })
  }
}
