/**
 * Remembers under which entry each ciphertext was opened first. The library opens one again under another entry's id;
 * a server could so repeat what somebody said.
 */
export class Replays {
  /** Entry by room, session and index. */
  readonly #known = new Map<string, string>()

  /** Whether this ciphertext was opened under another entry before. */
  isRepeated(room: string, session: string, index: number, entry: string): boolean {
    const name = `${room} ${session} ${index}`
    const known = this.#known.get(name) ?? entry
    this.#known.set(name, known)
    return known !== entry
  }
}
