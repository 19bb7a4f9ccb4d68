interface Place {
  readonly seq: number
  readonly order: number
}

/** Places of one name that are remembered. */
const most = 300

/**
 * What devices say comes in an order that their sealing proves: the keys of a session are used one after the other, and
 * what a device knows of its room only grows. A log in which it goes back was put into another order by the server.
 */
export class Sequences {
  readonly #places = new Map<string, Place[]>()

  forget(): void {
    this.#places.clear()
  }

  /**
   * Whether something stands where it was said, after what came before it and before what came after.
   * @param name what is counted: a session, or what a device knows of a room
   * @param seq its position in the room's log
   * @param order the number that grows; equal ones say nothing
   */
  fits(name: string, seq: number, order: number): boolean {
    const places = this.#places.get(name) ?? []
    const isAgainst = (one: Place): boolean => (one.seq < seq ? one.order > order : one.seq > seq && one.order < order)
    if (places.some(isAgainst)) return false
    if (places.every((one) => one.seq !== seq)) places.push({ seq, order })
    if (places.length > most) places.shift()
    this.#places.set(name, places)
    return true
  }
}
