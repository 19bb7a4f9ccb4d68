/** Where an opened ciphertext stood: its session and index name it. */
interface Place {
  readonly entry: string
}

/**
 * Remembers under which entry each ciphertext was opened first. The library opens one again under another entry's id;
 * a server could so repeat what somebody said.
 */
export class Replays {
  readonly #known = new Map<string, Place>()

  /** Whether this ciphertext was opened under another entry before. */
  isRepeated(room: string, session: string, index: number, entry: string): boolean {
    const name = `${room} ${session} ${index}`
    const known = this.#known.get(name)
    if (!known) this.#known.set(name, { entry })
    return known !== undefined && known.entry !== entry
  }
}
