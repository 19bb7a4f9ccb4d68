import { Lanes } from '@parley/e2ee'
import { type SealedTyping, typingEnds } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import type { OpenedSign } from '../sealing/signs.ts'

export interface TypingSignsParts {
  readonly clock: Clock
  readonly seal: (room: string, content: SealedTyping) => Promise<string>
  readonly open: (room: string, user: string, sealed: string) => Promise<OpenedSign<SealedTyping> | null>
  /** Hands something sealed to the server. */
  readonly send: (room: string, sealed: string) => Promise<unknown>
}

/** What somebody sealed, and how to show what it says. */
interface Note {
  readonly user: string
  readonly sealed: string
  readonly say: (isTyping: boolean) => void
}

/** Milliseconds by which the clocks of two devices may differ before notes between them count as old. */
const skew = 600_000

/** Whether a note is a new one: its device counts up, and nobody kept it to show it later. */
export const isNew = (at: number, before: number, now: number): boolean => at > before && Math.abs(now - at) <= skew

/** Who types in sealed rooms: the same notes as elsewhere, sealed for the members. */
export class TypingSigns {
  readonly #parts: TypingSignsParts
  readonly #lanes = new Lanes()
  #sentAt = 0
  /** When each device wrote its last note, by its own clock; by room and device. */
  readonly #heardAt = new Map<string, number>()
  /** The last note of each that could not be opened, as long as it would mean something. */
  readonly #closed = new Map<string, { readonly room: string; readonly note: Note; readonly until: number }>()

  constructor(parts: TypingSignsParts) {
    this.#parts = parts
  }

  forget(): void {
    this.#heardAt.clear()
    this.#closed.clear()
  }

  /**
   * Tells the others. Rejects when it is not certain who they are.
   * @param isStillSo whether nothing newer was said while this was sealed
   */
  async tell(room: string, typing: boolean, isStillSo: () => boolean): Promise<void> {
    const { clock, seal, send } = this.#parts
    this.#sentAt = Math.max(clock.now(), this.#sentAt + 1)
    const sealed = await seal(room, { v: 1, typing, at: this.#sentAt })
    if (isStillSo()) await send(room, sealed)
  }

  /** Opens the notes of a room in their order; what is old, repeated or cannot be opened says nothing. */
  async hear(room: string, note: Note): Promise<void> {
    const { clock, open } = this.#parts
    await this.#lanes.run(room, async () => {
      const opened = await open(room, note.user, note.sealed)
      const place = `${room} ${note.user}`
      if (!opened) return void this.#closed.set(place, { room, note, until: clock.monotonic() + typingEnds })
      this.#closed.delete(place)
      const { typing, at } = opened.content
      const device = `${place} ${opened.device}`
      if (!isNew(at, this.#heardAt.get(device) ?? 0, clock.now())) return
      this.#heardAt.set(device, at)
      note.say(typing)
    })
  }

  /** Keys of a room have come, perhaps just after the note that they open. */
  mended(room: string): void {
    for (const [place, closed] of [...this.#closed]) {
      if (closed.room !== room) continue
      this.#closed.delete(place)
      if (closed.until > this.#parts.clock.monotonic()) void this.hear(room, closed.note)
    }
  }
}
