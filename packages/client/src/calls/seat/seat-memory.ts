/** What a tab remembers of its call over a reload. */
export interface Seat {
  readonly call: string
  /** Milliseconds since 1970 at which it was first live; null: not yet. */
  readonly since: number | null
  readonly muted: boolean
  readonly camera: boolean
}

const key = 'parley.call'

const isSeat = (value: unknown): value is Seat =>
  typeof value === 'object' && value !== null && 'call' in value && typeof value.call === 'string'

/** The call of this tab, kept until it ends. `storage`: that of the tab, `sessionStorage`. */
export class SeatMemory {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

  constructor(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {
    this.#storage = storage
  }

  get(): Seat | null {
    try {
      const value: unknown = JSON.parse(this.#storage.getItem(key) ?? 'null')
      if (!isSeat(value)) return null
      const { call, since, muted, camera } = value
      return { call, since: typeof since === 'number' ? since : null, muted: muted === true, camera: camera === true }
    } catch {
      return null
    }
  }

  set(seat: Seat | null): void {
    try {
      if (seat) this.#storage.setItem(key, JSON.stringify(seat))
      else this.#storage.removeItem(key)
    } catch {
      // Without storage a reload leaves the call, and that is all.
    }
  }
}
