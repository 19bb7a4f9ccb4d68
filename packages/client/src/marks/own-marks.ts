import { type InputOf, ParleyError } from '@parley/protocol'
import { type Clock, pause } from '../clock.ts'
import type { Link } from '../connection/link.ts'
import type { ReadEntry } from '../sealing/opening.ts'
import { put, remove, type Store } from '../store/store.ts'
import { Reached } from './reached.ts'

/** How far this device and its user have got in a room, and whether the server knows. */
export interface Wanted {
  readonly delivered: number
  readonly read: number
}

export interface OwnMarksParts {
  readonly store: Store
  readonly clock: Clock
  readonly link: () => Pick<Link, 'state' | 'call'>
  readonly me: () => string | null
  readonly isSealed: (room: string) => boolean
  /** What others may know of it, sealed; null: nothing. Rejects where it is not certain for whom. */
  readonly seal: (room: string, mark: Wanted) => Promise<string | null>
  /** The own read mark as the server knows it. */
  readonly known: (room: string) => number
  /** The server has taken a mark. */
  readonly taken: (room: string, seq: number, messages: number) => void
}

/** Milliseconds over which marks are collected. */
const collect = 200

/** Tells the server what is stored here (delivered) and what was seen (read), and keeps what it could not tell yet. */
export class OwnMarks {
  readonly #parts: OwnMarksParts
  readonly #wanted = new Map<string, Wanted>()
  readonly #told = new Map<string, Wanted>()
  /** What the server knows, and what nobody else could be told yet. */
  readonly #held = new Map<string, Wanted>()
  readonly #reached = new Reached()
  /** Grows whenever it may have become certain for whom marks are sealed. */
  #news = 0
  #isTelling = false
  #cancel: (() => void) | null = null

  constructor(parts: OwnMarksParts) {
    this.#parts = parts
  }

  async load(): Promise<void> {
    this.forget()
    for (const { place, value } of await this.#parts.store.list('marks', ''))
      this.#wanted.set(String(place), value as Wanted)
  }

  forget(): void {
    this.#wanted.clear()
    this.#told.clear()
    this.#held.clear()
    this.#reached.forget()
  }

  /** Another store: what was told and what is still to tell are positions of the old one. */
  restart(): void {
    this.forget()
    this.#parts.store.write([{ do: 'clear', table: 'marks', group: '' }], 'relaxed').catch(() => undefined)
  }

  /** Entries are stored on this device. What I wrote myself needs no mark, and what is closed is not here yet. */
  stored(room: string, entries: readonly ReadEntry[]): void {
    const me = this.#parts.me()
    const theirs = entries.filter(({ kind, sender }) => kind !== 'membership' && sender !== me)
    const delivered = this.#reached.stored(room, theirs)
    if (delivered > 0) this.#want(room, { delivered, read: 0 })
  }

  /** What was closed has opened. */
  opened(room: string, entries: readonly ReadEntry[]): void {
    const delivered = this.#reached.opened(room, entries)
    if (delivered > 0) this.#want(room, { delivered, read: 0 })
  }

  /** It may be certain now for whom marks are sealed. @param room null: everywhere */
  again(room: string | null): void {
    this.#news += 1
    for (const [held, wanted] of [...this.#held]) {
      if (room !== null && room !== held) continue
      this.#held.delete(held)
      if (!this.#wanted.has(held)) this.#wanted.set(held, wanted)
    }
    if (this.#wanted.size > 0) this.#soon()
  }

  /** What goes with the marks is another thing now: they are told again. */
  tellAgain(): void {
    for (const [room, told] of this.#told) if (!this.#wanted.has(room)) this.#wanted.set(room, told)
    if (this.#wanted.size > 0) this.#soon()
  }

  /** Somebody lacks the key of what was told in a room: it is told once more. */
  tellAgainIn(room: string): void {
    const known = this.#parts.known(room)
    const told = this.#told.get(room) ?? { delivered: Math.max(known, this.#reached.upTo(room)), read: known }
    if (told.delivered === 0 || this.#wanted.has(room)) return
    this.#wanted.set(room, told)
    this.#soon()
  }

  read(room: string, seq: number): void {
    this.#want(room, { delivered: seq, read: seq })
  }

  /** The connection is there. */
  wake(): void {
    this.again(null)
    void this.#tellAll()
  }

  close(): void {
    this.#cancel?.()
  }

  #want(room: string, { delivered, read }: Wanted): void {
    const before = this.#wanted.get(room) ?? this.#told.get(room) ?? { delivered: 0, read: this.#parts.known(room) }
    const wanted = { delivered: Math.max(before.delivered, delivered), read: Math.max(before.read, read) }
    if (wanted.delivered === before.delivered && wanted.read === before.read) return
    this.#wanted.set(room, wanted)
    this.#parts.store.write([put('marks', '', room, wanted)], 'relaxed').catch(() => undefined)
    this.#soon()
  }

  #soon(): void {
    this.#cancel ??= this.#parts.clock.after(collect, () => {
      this.#cancel = null
      void this.#tellAll()
    })
  }

  async #tellAll(): Promise<void> {
    if (this.#isTelling) return
    this.#isTelling = true
    try {
      while (this.#wanted.size > 0 && this.#parts.link().state.get().kind === 'live') {
        for (const [room, wanted] of [...this.#wanted])
          if (this.#wanted.get(room) === wanted) await this.#tell(room, wanted)
      }
    } finally {
      this.#isTelling = false
    }
  }

  async #tell(room: string, wanted: Wanted): Promise<void> {
    try {
      const news = this.#news
      const input = await this.#input(room, wanted)
      const { read } = await this.#parts.link().call('marks.set', input ?? { room, read: wanted.read, sealed: null })
      this.#parts.taken(room, read.seq, read.messages)
      if (input) await this.#settle(room, wanted)
      // What has become known meanwhile may be what was missing: then it is tried at once.
      else if (news === this.#news) this.#hold(room, wanted)
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error
      if (error.retryable) await pause(this.#parts.clock, error.detail.retryAfter ?? 1000)
      else await this.#settle(room, wanted)
    }
  }

  /** null: it is not certain whom this may be told, or this device cannot seal now. */
  async #input(room: string, mark: Wanted): Promise<InputOf<'marks.set'> | null> {
    const { isSealed, seal } = this.#parts
    if (!isSealed(room)) return { room, ...mark }
    const sealed = await seal(room, mark).catch(() => undefined)
    return sealed === undefined ? null : { room, read: mark.read, sealed }
  }

  /** It stays in the store, and is told when it may be, or with the next one. */
  #hold(room: string, told: Wanted): void {
    this.#told.set(room, told)
    if (this.#wanted.get(room) !== told) return
    this.#wanted.delete(room)
    this.#held.set(room, told)
  }

  async #settle(room: string, told: Wanted): Promise<void> {
    this.#told.set(room, told)
    this.#held.delete(room)
    if (this.#wanted.get(room) !== told) return
    this.#wanted.delete(room)
    await this.#parts.store.write([remove('marks', '', room)], 'relaxed').catch(() => undefined)
  }
}
