import { put, type Store } from '../store/store.ts'
import { bornSealed } from './envelope.ts'

const group = 'sealed'

/** Which rooms are sealed. What was sealed once stays so here, whatever the server says later. */
export class SealedRooms {
  readonly #store: Store
  /** Rooms from before that are sealed. */
  readonly #known = new Set<string>()

  constructor(store: Store) {
    this.#store = store
  }

  async load(): Promise<void> {
    this.#known.clear()
    for (const { place } of await this.#store.list('meta', group)) this.#known.add(String(place))
  }

  forget(): void {
    this.#known.clear()
  }

  has(room: string): boolean {
    return room.length === bornSealed || this.#known.has(room)
  }

  /** A room is sealed from now on. */
  add(room: string): void {
    if (this.has(room)) return
    this.#known.add(room)
    this.#store.write([put('meta', group, room, true)], 'relaxed').catch(() => undefined)
  }
}
