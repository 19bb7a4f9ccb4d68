import type { Clock } from '../clock.ts'
import type { Keyring } from './keyring.ts'
import { mayOpen, type ReadEntry } from './opening.ts'
import type { Rosters } from './rosters.ts'

export interface RepairsParts {
  readonly clock: Clock
  readonly keyring: Keyring
  readonly rosters: Rosters
  /** Asks whoever wrote entries to say them again. @param turn how often they have been asked before */
  readonly ask: (room: string, entries: readonly ReadEntry[], turn: number) => Promise<void>
  /** Told that entries of a room may be readable now. */
  readonly mended: (room: string) => void
}

interface Case {
  readonly entries: Map<string, ReadEntry>
  tries: number
  cancel: (() => void) | null
}

/** Milliseconds before the first look, before the next ones, and at most; each pause is twice as long. */
const first = 50
const next = 2_000
const longest = 60_000
/** Milliseconds after which it looks again whether what lay in the inbox has been taken in. */
const patience = 500
/** Entries of one room that are asked for at a time. */
const most = 200

/** No message stays unreadable without somebody looking for its key: own devices first, then whoever wrote it. */
export class Repairs {
  readonly #parts: RepairsParts
  readonly #cases = new Map<string, Case>()

  constructor(parts: RepairsParts) {
    this.#parts = parts
  }

  /** How many entries wait for a key. */
  get open(): number {
    return [...this.#cases.values()].reduce((sum, { entries }) => sum + entries.size, 0)
  }

  forget(): void {
    for (const { cancel } of this.#cases.values()) cancel?.()
    this.#cases.clear()
  }

  /** What waits for a key in a room. */
  of(room: string): readonly ReadEntry[] {
    return [...(this.#cases.get(room)?.entries.values() ?? [])]
  }

  /** Somebody tried to read entries: what is closed is wanted, and what is open is not any more. */
  seen(room: string, entries: readonly ReadEntry[]): void {
    const wanted = entries.filter(mayOpen)
    const known = this.#cases.get(room)
    if (!known && wanted.length === 0) return
    const one: Case = known ?? { entries: new Map(), tries: 0, cancel: null }
    for (const entry of entries) if (!mayOpen(entry)) one.entries.delete(entry.id)
    for (const entry of wanted) {
      if (one.entries.size < most || one.entries.has(entry.id)) one.entries.set(entry.id, entry)
    }
    if (one.entries.size === 0) {
      one.cancel?.()
      this.#cases.delete(room)
      return
    }
    this.#cases.set(room, one)
    one.cancel ??= this.#parts.clock.after(first, () => void this.#try(room, one))
  }

  /** Keys have come, or more is known about who is in a room. @param rooms null: the keys of this device are open */
  came(rooms: readonly string[] | null): void {
    for (const room of rooms ?? this.#cases.keys()) if (this.#cases.has(room)) this.#parts.mended(room)
  }

  /** There is a connection again: nobody waits out a pause. */
  wake(): void {
    for (const [room, one] of this.#cases) {
      one.cancel?.()
      one.tries = 0
      one.cancel = this.#parts.clock.after(first, () => void this.#try(room, one))
    }
  }

  async #try(room: string, one: Case, isTakenIn = this.#parts.keyring.markInbox()): Promise<void> {
    if (!isTakenIn()) {
      // The keys may be on their way in; whoever were asked now would only bring more.
      one.cancel = this.#parts.clock.after(patience, () => void this.#try(room, one, isTakenIn))
      return
    }
    one.tries += 1
    try {
      await this.#ask(room, [...one.entries.values()], one.tries)
    } catch {
      // Offline, or this device has no keys: with the next connection, or after the pause.
    }
    if (this.#cases.get(room) !== one) return
    this.#parts.mended(room)
    const wait = Math.min(longest, next * 2 ** (one.tries - 1))
    one.cancel = this.#parts.clock.after(wait, () => void this.#try(room, one))
  }

  async #ask(room: string, entries: readonly ReadEntry[], tries: number): Promise<void> {
    const { keyring, rosters } = this.#parts
    const { vault } = keyring
    if (!vault) return
    const whys = new Set(entries.map(({ opening }) => (opening?.kind === 'closed' ? opening.why : null)))
    if (whys.has('stranger')) await rosters.again(room)
    if (whys.has('unsigned-sender')) await vault.freshIdentities([...new Set(entries.map(({ sender }) => sender))])
    await vault.askForKeys()
    if (tries > 1) await this.#parts.ask(room, entries, tries - 2)
  }
}
