import type { Entry } from '@parley/protocol'
import type { Storage } from '../ports/storage/storage.ts'
import type { Connection } from './connection.ts'
import { Frame } from './frame.ts'

/** Entries fetched at once when a hint shows that others were missed. */
const fetchSize = 500

/** Told of each entry, before and after it is handed on: membership changes who is here. */
export type Entered = (channel: Channel, entry: Entry, phase: 'before' | 'after') => void

/** A room as this node serves it: who is connected, and the last position that was handed to them. */
export class Channel {
  readonly room: string
  readonly connections = new Set<Connection>()
  readonly #storage: Storage
  readonly #entered: Entered
  /** Position up to which everybody in `connections` has been served. */
  head: number
  /** Monotonic milliseconds of the last change of `head`. */
  movedAt = 0
  /** Last position that is known to exist. */
  #wanted = 0
  #isFetching = false

  constructor(room: string, head: number, storage: Storage, entered: Entered) {
    this.room = room
    this.head = head
    this.#storage = storage
    this.#entered = entered
  }

  /** Hands on an entry that follows the head; fetches what a lost hint left out before it. */
  grow(entry: Entry, now: number): void {
    if (this.#follows(entry.seq, now)) this.#deliver(entry, now)
  }

  /** The same with an entry that is finished: nobody's membership changes with it. */
  pass(seq: number, json: Buffer, now: number): void {
    if (!this.#follows(seq, now)) return
    this.#moveTo(seq, now)
    this.#push(new Frame({ type: 'entry' }, false, json))
  }

  /** Fetches what there is up to a position that is known to exist. */
  reach(seq: number, now: number): void {
    this.#wanted = Math.max(this.#wanted, seq)
    this.retry(now)
  }

  /** Fetches again what could not be fetched. */
  retry(now: number): void {
    if (this.#wanted > this.head && !this.#isFetching) void this.#fetchAll(now)
  }

  #follows(seq: number, now: number): boolean {
    if (seq <= this.head) return false
    if (!this.#isFetching && seq === this.head + 1) return true
    this.reach(seq, now)
    return false
  }

  #deliver(entry: Entry, now: number): void {
    this.#moveTo(entry.seq, now)
    this.#entered(this, entry, 'before')
    this.#push(new Frame({ type: 'entry', room: this.room, entry }))
    this.#entered(this, entry, 'after')
  }

  #moveTo(seq: number, now: number): void {
    this.head = seq
    this.movedAt = now
  }

  #push(frame: Frame): void {
    for (const connection of this.connections) connection.push(frame)
  }

  async #fetchAll(now: number): Promise<void> {
    this.#isFetching = true
    try {
      while (this.head < this.#wanted) {
        const range = { room: this.room, after: this.head, until: this.#wanted, limit: fetchSize }
        const entries = await this.#storage.read('entry.range', range)
        if (entries.length === 0) return
        for (const entry of entries) this.#deliver(entry, now)
      }
    } catch {
      // The store is out of reach: the next turn tries again.
    } finally {
      this.#isFetching = false
    }
  }
}
