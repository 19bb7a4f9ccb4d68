import type { Mark, Profile, SealedMark } from '@parley/protocol'
import type { MarkCounts } from '../client.ts'
import type { Clock } from '../clock.ts'
import type { Link } from '../connection/link.ts'
import { afterMarks } from '../marks/marks.ts'
import { type Writable, writable } from '../readable.ts'
import { share } from '../share.ts'
import { Members } from './members.ts'
import { Typing, TypingNotes } from './typing.ts'

export interface DeskParts {
  readonly clock: Clock
  readonly link: () => Link
  readonly met: (profiles: readonly Profile[]) => void
  /** Tells the others of a room that I type, or do not any more. */
  readonly type: (room: string, isTyping: boolean, isStillSo: () => boolean) => Promise<unknown>
  /** Marks of others have come that are sealed. */
  readonly sealed: (room: string, marks: readonly SealedMark[]) => void
}

/** What is known of a room as long as somebody looks at it: who types, how far everybody is, who is in it. */
export class Desk {
  readonly #room: string
  readonly #parts: DeskParts
  readonly typing: Typing
  readonly notes: TypingNotes
  readonly members: Members
  readonly marks: Writable<readonly Mark[]> = writable<readonly Mark[]>([])
  readonly markCounts: Writable<MarkCounts | null> = writable<MarkCounts | null>(null)

  constructor(room: string, parts: DeskParts) {
    this.#room = room
    this.#parts = parts
    this.typing = new Typing(parts.clock)
    this.notes = new TypingNotes(parts.clock, (isTyping, isStillSo) => {
      parts.type(room, isTyping, isStillSo).catch(() => undefined)
    })
    this.members = new Members((after) => parts.link().call('rooms.members', { room, after }), parts.met)
  }

  marked(marks: readonly Mark[]): void {
    this.marks.update((before) => afterMarks(before, marks))
  }

  /** How far everybody is, from the server. */
  async loadMarks(): Promise<void> {
    if (this.#parts.link().state.get().kind !== 'live') return
    try {
      const { marks, sealed, counts } = await this.#parts.link().call('marks.list', { room: this.#room })
      this.marked(marks)
      this.#parts.sealed(this.#room, sealed)
      this.markCounts.set(share(this.markCounts.get(), counts))
    } catch {
      // The marks that are known stay; the next connection asks again.
    }
  }
}

/** The desks of all rooms that somebody has looked at. */
export class Desks {
  readonly #parts: DeskParts
  readonly #desks = new Map<string, Desk>()

  constructor(parts: DeskParts) {
    this.#parts = parts
  }

  of(room: string): Desk {
    const known = this.#desks.get(room)
    if (known) return known
    const desk = new Desk(room, this.#parts)
    this.#desks.set(room, desk)
    return desk
  }

  all(): readonly (readonly [string, Desk])[] {
    return [...this.#desks]
  }

  /** Another store: how far everybody had got in the old one means nothing. */
  restart(): void {
    for (const { marks, markCounts } of this.#desks.values()) {
      marks.set([])
      markCounts.set(null)
    }
  }

  /** Lets go of what waits for its time. */
  close(): void {
    for (const { typing } of this.#desks.values()) typing.clear()
  }

  forget(): void {
    for (const desk of this.#desks.values()) {
      desk.typing.clear()
      desk.marks.set([])
      desk.members.wake()
    }
  }
}
