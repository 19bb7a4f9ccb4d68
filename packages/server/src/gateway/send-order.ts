/** `turn`: the how many-th of its connection it was when it went to the store. */
interface Sent {
  readonly id: string
  readonly turn: number
}

interface Refused extends Sent {
  /** Monotonic milliseconds after which it is not known any more what its writer has heard. */
  readonly lapses: number
}

/**
 * `wait`: what stands before it was refused. `lost`: that has not come again in time: either its writer has given it up,
 * or does not hear what is answered here. The connection cannot tell; a new one begins with what is still wanted.
 */
export type Hold =
  | { readonly kind: 'go'; readonly turn: number }
  | { readonly kind: 'wait' }
  | { readonly kind: 'lost' }

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
  #turn = 0

  hold(room: string, id: string, now: number): Hold {
    const refused = this.#refused.get(room)
    if (refused && refused.id !== id) return { kind: now < refused.lapses ? 'wait' : 'lost' }
    this.#refused.delete(room)
    this.#turn += 1
    return { kind: 'go', turn: this.#turn }
  }

  /**
   * A message was refused with an error that a later try may not meet. Of several that of the first counts, which need
   * not be the first to be refused: what is under way can be refused after what only waits behind it.
   */
  refuse(room: string, { id, turn }: Sent, retryAfter: number, now: number): void {
    const known = this.#refused.get(room)
    if (!known || turn < known.turn) this.#refused.set(room, { id, turn, lapses: now + retryAfter + patience })
  }
}
