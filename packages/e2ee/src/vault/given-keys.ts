interface Key {
  readonly session: string
  /** Milliseconds since 1970. */
  readonly made: number
}

/** The library lets a key live for seven days, and must not be asked to seal with one that is older. */
const lives = 6 * 24 * 60 * 60 * 1000

const named = (readers: readonly string[]): string => readers.toSorted().join(' ')

/**
 * Rooms whose present key every reader has: nothing has to be asked or shared before the next entry. Only of keys that
 * were made since this began is the age known.
 */
export class GivenKeys {
  readonly #keys = new Map<string, Key>()
  readonly #readers = new Map<string, string>()
  #version = 0

  /** Changes when somebody's devices may be others; to be read before a key is shared. */
  get version(): number {
    return this.#version
  }

  /** Somebody's devices, or who they are, may be others now. */
  forgetAll(): void {
    this.#version += 1
    this.#readers.clear()
  }

  /** The room gets another key. */
  forget(room: string): void {
    this.#version += 1
    this.#readers.delete(room)
  }

  /** Whether a room's key can seal once more as it is. */
  has(room: string, readers: readonly string[], now: number): boolean {
    const made = this.#keys.get(room)?.made ?? Number.NEGATIVE_INFINITY
    return this.#readers.get(room) === named(readers) && now - made < lives
  }

  /**
   * An entry was sealed for these readers.
   * @param by the key, and how many entries it had sealed before
   * @param most how many entries the key may seal
   * @param version as it was before the key was shared
   */
  sealed(
    room: string,
    readers: readonly string[],
    by: { readonly session: string; readonly index: number },
    { most, now, version }: { readonly most: number; readonly now: number; readonly version: number },
  ): void {
    if (by.index === 0) this.#keys.set(room, { session: by.session, made: now })
    const isKnown = this.#keys.get(room)?.session === by.session
    if (isKnown && version === this.#version && by.index + 1 < most) this.#readers.set(room, named(readers))
    else this.#readers.delete(room)
  }
}
