import { mayOpen, type ReadEntry } from '../sealing/opening.ts'

interface Room {
  last: number
  /** Positions of what is stored and may open later. */
  readonly closed: Set<number>
}

/** Closed entries of one room that are waited for. */
const most = 200

/** How far the entries of each room are stored here and open: what cannot be read yet was not delivered. */
export class Reached {
  readonly #rooms = new Map<string, Room>()

  forget(): void {
    this.#rooms.clear()
  }

  /** The position up to which all are open, of what came since the beginning; 0: none. */
  upTo(room: string): number {
    const known = this.#rooms.get(room)
    return known ? upTo(known) : 0
  }

  /** Entries of others have been stored, in their order. Answers the position up to which all are open; 0: none. */
  stored(room: string, entries: readonly ReadEntry[]): number {
    const last = entries.at(-1)
    if (!last) return 0
    const known = this.#rooms.get(room) ?? { last: 0, closed: new Set<number>() }
    this.#rooms.set(room, known)
    known.last = Math.max(known.last, last.seq)
    for (const entry of entries) if (mayOpen(entry) && known.closed.size < most) known.closed.add(entry.seq)
    return upTo(known)
  }

  /** Entries that were closed have been tried again. The same answer; 0 if nothing has opened. */
  opened(room: string, entries: readonly ReadEntry[]): number {
    const known = this.#rooms.get(room)
    const isMoved = entries.filter((entry) => !mayOpen(entry) && known?.closed.delete(entry.seq)).length > 0
    return known && isMoved ? upTo(known) : 0
  }
}

const upTo = ({ last, closed }: Room): number => Math.min(last, ...Array.from(closed, (seq) => seq - 1))
