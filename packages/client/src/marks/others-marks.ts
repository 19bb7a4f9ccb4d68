import type { Mark, SealedMark } from '@parley/protocol'

export interface OthersMarksParts {
  readonly me: () => string | null
  /** What a device sealed; null: it cannot be opened now. */
  readonly open: (room: string, mark: SealedMark) => Promise<Mark | null>
  readonly opened: (room: string, marks: readonly Mark[]) => void
}

/** Opens what others have sealed about their marks: of each device only the last, and nothing twice. */
export class OthersMarks {
  readonly #parts: OthersMarksParts
  /** What is still to open, by room and device. */
  readonly #waiting = new Map<string, Map<string, SealedMark>>()
  /** What was opened last, by room and device. */
  readonly #done = new Map<string, string>()
  /** Rooms in which something could not be opened. */
  readonly #closed = new Set<string>()

  constructor(parts: OthersMarksParts) {
    this.#parts = parts
  }

  forget(): void {
    this.#waiting.clear()
    this.#done.clear()
    this.#closed.clear()
  }

  take(room: string, marks: readonly SealedMark[]): void {
    const me = this.#parts.me()
    const isNew = ({ device, sealed }: SealedMark): boolean => this.#done.get(`${room} ${device}`) !== sealed
    const fresh = marks.filter((mark) => mark.user !== me && isNew(mark))
    if (fresh.length === 0) return
    const known = this.#waiting.get(room)
    const waiting = known ?? new Map<string, SealedMark>()
    for (const mark of fresh) waiting.set(mark.device, mark)
    if (known) return
    this.#waiting.set(room, waiting)
    void this.#openAll(room, waiting)
  }

  /**
   * Whether something of a room was closed, or is looked at without the key that has just come, and may open now; it has
   * to come again for that.
   */
  mayOpen(room: string): boolean {
    return this.#closed.delete(room) || this.#waiting.has(room)
  }

  /** The rooms in which something was closed, or may turn out to be. */
  get closed(): readonly string[] {
    return [...new Set([...this.#closed, ...this.#waiting.keys()])]
  }

  async #openAll(room: string, waiting: Map<string, SealedMark>): Promise<void> {
    while (waiting.size > 0) {
      const batch = [...waiting.values()]
      waiting.clear()
      const opened: (readonly [SealedMark, Mark | null])[] = []
      for (const sealed of batch) {
        // What a newer value of the same device has replaced meanwhile is not worth opening.
        if (!waiting.has(sealed.device)) opened.push([sealed, await this.#parts.open(room, sealed).catch(() => null)])
      }
      if (this.#waiting.get(room) !== waiting) return
      this.#keep(room, opened)
    }
    this.#waiting.delete(room)
  }

  #keep(room: string, opened: readonly (readonly [SealedMark, Mark | null])[]): void {
    for (const [{ device, sealed }, mark] of opened) {
      if (mark) this.#done.set(`${room} ${device}`, sealed)
      else this.#closed.add(room)
    }
    const marks = opened.flatMap(([, mark]) => (mark ? [mark] : []))
    if (marks.length > 0) this.#parts.opened(room, marks)
  }
}
