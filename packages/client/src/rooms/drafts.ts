import type { Clock } from '../clock.ts'
import { type Readable, type Writable, writable } from '../readable.ts'
import { put, remove, type Store } from '../store/store.ts'

/** Milliseconds over which keystrokes are collected before a draft is stored. */
const collect = 300
/** Milliseconds before what could not be stored is tried again. */
const again = 5_000

/** What is being written, room by room, kept on this device. */
export class Drafts {
  readonly #store: Store
  readonly #clock: Clock
  /** Told when a room got its first or lost its last character. */
  readonly #changed: () => void
  readonly #texts = new Map<string, Writable<string>>()
  readonly #unsaved = new Set<string>()
  #cancel: (() => void) | null = null

  constructor(store: Store, clock: Clock, changed: () => void) {
    this.#store = store
    this.#clock = clock
    this.#changed = changed
  }

  async load(): Promise<void> {
    this.forget()
    for (const { place, value } of await this.#store.list('drafts', '')) this.#text(String(place)).set(String(value))
  }

  forget(): void {
    this.#unsaved.clear()
    for (const text of this.#texts.values()) text.set('')
  }

  of(room: string): Readable<string> {
    return this.#text(room)
  }

  has(room: string): boolean {
    return (this.#texts.get(room)?.get() ?? '').trim() !== ''
  }

  set(room: string, text: string): void {
    const had = this.has(room)
    this.#text(room).set(text)
    this.#unsaved.add(room)
    this.#cancel ??= this.#clock.after(collect, () => void this.save())
    if (had !== this.has(room)) this.#changed()
  }

  /** Stores what is not stored yet. */
  async save(): Promise<void> {
    this.#cancel?.()
    this.#cancel = null
    const rooms = [...this.#unsaved]
    this.#unsaved.clear()
    const changes = rooms.map((room) => {
      const text = this.#text(room).get()
      return text === '' ? remove('drafts', '', room) : put('drafts', '', room, text)
    })
    await this.#store.write(changes, 'relaxed').catch(() => {
      for (const room of rooms) this.#unsaved.add(room)
      this.#cancel ??= this.#clock.after(again, () => void this.save())
    })
  }

  #text(room: string): Writable<string> {
    const known = this.#texts.get(room)
    if (known) return known
    const text = writable('')
    this.#texts.set(room, text)
    return text
  }
}
