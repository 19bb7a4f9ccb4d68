interface Refused {
  readonly id: string
  /** Monotonic milliseconds after which it is not known any more what its writer has heard. */
  readonly lapses: number
}

/** Milliseconds beyond the wait that was named in which the refused message has to come again. */
const patience = 5000
/** Milliseconds after which whoever waits tries again. */
export const holdFor = 100

/**
 * Keeps the order of one connection's messages where one was refused and may be sent again: those behind it in the
 * same room are refused too until it comes (C5). Without this, a message behind a refused one could overtake it.
 */
export class SendOrder {
  readonly #refused = new Map<string, Refused>()

  /**
   * `wait`: what stands before it was refused. `lost`: that has not come again in time: either its writer has given it
   * up, or does not hear what is answered here. The connection cannot tell; a new one begins with what is still wanted.
   */
  hold(room: string, id: string, now: number): 'go' | 'wait' | 'lost' {
    const refused = this.#refused.get(room)
    if (refused && refused.id !== id) return now < refused.lapses ? 'wait' : 'lost'
    this.#refused.delete(room)
    return 'go'
  }

  /** A message was refused with an error that a later try may not meet. */
  refuse(room: string, id: string, retryAfter: number, now: number): void {
    if (!this.#refused.has(room)) this.#refused.set(room, { id, lapses: now + retryAfter + patience })
  }
}
