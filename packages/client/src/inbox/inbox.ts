import type { Cursors, Entry, OutputOf } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import type { Link } from '../connection/link.ts'
import type { ReadEntry } from '../sealing/opening.ts'
import { type Change, put, type Store } from '../store/store.ts'
import { Mender } from './mender.ts'
import { accept, gap, logFrom, noticed, type RoomLog, skipTo } from './room-log.ts'

/** What is kept of a room beside its entries: they stand from `low` to `cursor` without a hole. */
interface Stand {
  readonly cursor: number
  readonly low: number
}

/** What changed in a room, once it is stored. */
export interface Arrival {
  readonly room: string
  /** By position, each once, following what came before; empty when only the head moved. */
  readonly entries: readonly ReadEntry[]
  readonly head: number
}

export interface InboxParts {
  readonly store: Store
  readonly clock: Clock
  readonly link: () => Link
  /** `window`: of a long absence only the end is kept here. `all`: everything is fetched, for bots. */
  readonly keeps: 'window' | 'all'
  /** Changes that belong to the arrival of these entries, and what follows once they are stored. */
  readonly arriving: (
    room: string,
    cursor: number,
    ids: ReadonlySet<string>,
  ) => { changes: readonly Change[]; done: () => void }
  /** The same entries with what is sealed in them, as far as it can be opened at once. */
  readonly read: (room: string, entries: readonly ReadEntry[]) => Promise<readonly ReadEntry[]>
  readonly arrived: (arrival: Arrival) => void
}

/** Rooms in one resume: the frame has to stay below the limit of the server. */
const cursorsMost = 1000
/** Entries of a room that are kept, and how many more before the rest is dropped. */
const kept = 200
const slack = 100

/** Brings the logs of all rooms to this device: in order, each entry once, no hole. */
export class Inbox {
  readonly #parts: InboxParts
  readonly #logs = new Map<string, RoomLog>()
  readonly #lows = new Map<string, number>()
  readonly #ready = new Map<string, Entry[]>()
  /** Older entries that are to be kept with the next write. */
  readonly #pages: Change[] = []
  readonly #mender: Mender
  #offered: ReadonlySet<string> = new Set()
  #epoch: string | null = null
  #at = 0
  #isFlushing = false

  constructor(parts: InboxParts) {
    this.#parts = parts
    const log = (room: string): RoomLog | null => this.#logs.get(room) ?? null
    this.#mender = new Mender({ ...parts, log, fill: (room, page) => this.#fill(room, page) })
  }

  get epoch(): string | null {
    return this.#epoch
  }

  async load(): Promise<void> {
    this.forget()
    const stand = (await this.#parts.store.get('meta', '', 'stand')) as { epoch: string; at: number } | undefined
    if (!stand) return
    this.#epoch = stand.epoch
    this.#at = stand.at
    for (const { place, value } of await this.#parts.store.list('cursors', stand.epoch)) {
      const { cursor, low } = value as Stand
      this.#logs.set(String(place), logFrom(cursor))
      this.#lows.set(String(place), low)
    }
  }

  forget(): void {
    this.#logs.clear()
    this.#lows.clear()
    this.#ready.clear()
    this.#pages.length = 0
    this.#epoch = null
    this.#at = 0
    this.#mender.isLive = false
  }

  cursor(room: string): number {
    return this.#logs.get(room)?.cursor ?? 0
  }

  cursors(): Pick<Cursors, 'epoch' | 'rooms' | 'at'> {
    const rooms = Object.fromEntries([...this.#logs].slice(-cursorsMost).map(([room, { cursor }]) => [room, cursor]))
    this.#offered = new Set(Object.keys(rooms))
    return { epoch: this.#epoch, rooms, at: this.#at }
  }

  /** The server said which store it is. */
  async welcomed(epoch: string): Promise<void> {
    if (this.#epoch !== null) return
    this.#epoch = epoch
    await this.#stamp()
  }

  /** Another store: positions of the old one mean nothing in it. What is kept stays under the old epoch (C9). */
  resync(epoch: string): void {
    this.forget()
    this.#epoch = epoch
    void this.#stamp()
  }

  /** The list of rooms at the beginning of a catch-up. */
  snapshot(rooms: readonly { readonly id: string; readonly head: number }[]): void {
    for (const { id, head } of rooms) {
      if (!this.#logs.has(id)) this.begin(id, head)
      else if (this.#offered.has(id)) this.#logs.set(id, noticed(this.#log(id), head))
      else this.limited(id, head)
    }
    const present = new Set(rooms.map(({ id }) => id))
    for (const room of [...this.#logs.keys()]) if (!present.has(room)) this.drop(room)
  }

  /** A room that is new here: what was said before is history, fetched when somebody looks. */
  begin(room: string, head: number): void {
    if (this.#logs.has(room)) return
    this.#logs.set(room, logFrom(head))
    this.#lows.set(room, head + 1)
    this.#queue(room, [])
  }

  /** More was missed than the server carries. */
  limited(room: string, head: number): void {
    if (this.#parts.keeps === 'all') {
      this.#logs.set(room, noticed(this.#log(room), head))
      return
    }
    this.#ready.delete(room)
    this.#logs.set(room, skipTo(this.#log(room), head))
    this.#lows.set(room, head + 1)
    this.#queue(room, [])
  }

  /** The catch-up is through; from here on a hole is a lost hint, and is fetched. */
  live(): void {
    this.#mender.isLive = true
    this.#touch()
    for (const room of this.#logs.keys()) this.#mender.mend(room)
  }

  lost(): void {
    this.#mender.isLive = false
  }

  /** Heads of rooms that have moved: a lost tail shows here (C7). */
  beat(heads: Readonly<Record<string, number>>): void {
    this.#touch()
    for (const [room, head] of Object.entries(heads)) {
      if (!this.#logs.has(room)) continue
      this.#logs.set(room, noticed(this.#log(room), head))
      this.#mender.mend(room)
    }
  }

  take(room: string, entries: readonly Entry[]): void {
    const [first] = entries
    if (first && !this.#logs.has(room)) this.begin(room, first.seq - 1)
    const { log, ready } = accept(this.#log(room), entries)
    this.#logs.set(room, log)
    if (ready.length > 0) this.#queue(room, ready)
    this.#mender.mend(room)
  }

  /** A page that somebody fetched: what adjoins is kept, so that the room is there offline too. */
  offer(room: string, entries: readonly ReadEntry[]): void {
    const { cursor } = this.#log(room)
    const low = this.#lows.get(room) ?? cursor + 1
    const [first] = entries
    if (!first || !this.#logs.has(room) || first.seq >= low || cursor - low >= kept) return
    const older = entries.filter(({ seq }) => seq < low).slice(-kept)
    if (older.at(-1)?.seq !== low - 1) return
    this.#lows.set(room, older[0]?.seq ?? low)
    this.#pages.push(...older.map((entry) => put('entries', this.#group(room), entry.seq, entry)))
    this.#queue(room, [])
  }

  /** What is kept of a room, by position; its end is the cursor. */
  async kept(room: string, below: number | undefined, limit: number): Promise<readonly ReadEntry[]> {
    const found = await this.#parts.store.list(
      'entries',
      this.#group(room),
      below === undefined ? { limit } : { below, limit },
    )
    return found.map(({ value }) => value as ReadEntry)
  }

  /** Entries that were kept closed can be read now. */
  async renew(room: string, entries: readonly ReadEntry[]): Promise<void> {
    const low = this.#lows.get(room) ?? Number.POSITIVE_INFINITY
    const here = entries.filter(({ seq }) => seq >= low && seq <= this.cursor(room))
    const group = this.#group(room)
    const changes = here.map((entry) => put('entries', group, entry.seq, entry))
    await this.#parts.store.write(changes, 'relaxed').catch(() => undefined)
  }

  /** I am not in this room any more. */
  drop(room: string): void {
    const group = this.#group(room)
    this.#logs.delete(room)
    this.#lows.delete(room)
    this.#ready.delete(room)
    const cursor: Change = { do: 'delete', table: 'cursors', group: this.#epoch ?? '', place: room }
    this.#parts.store.write([{ do: 'clear', table: 'entries', group }, cursor], 'relaxed').catch(() => undefined)
  }

  #log(room: string): RoomLog {
    return this.#logs.get(room) ?? logFrom(0)
  }

  #group(room: string): string {
    return `${this.#epoch} ${room}`
  }

  #touch(): void {
    this.#at = this.#parts.clock.now()
    void this.#stamp()
  }

  async #stamp(): Promise<void> {
    const stand = { epoch: this.#epoch, at: this.#at }
    await this.#parts.store.write([put('meta', '', 'stand', stand)], 'relaxed').catch(() => undefined)
  }

  #queue(room: string, entries: readonly Entry[]): void {
    this.#ready.set(room, [...(this.#ready.get(room) ?? []), ...entries])
    if (!this.#isFlushing) void this.#flush()
  }

  /** Entries and cursor are stored in one transaction, and shown after that (C6). */
  async #flush(): Promise<void> {
    this.#isFlushing = true
    await Promise.resolve()
    while (this.#ready.size > 0) {
      const fresh = [...this.#ready]
      this.#ready.clear()
      const batch = await Promise.all(
        fresh.map(async ([room, entries]) => [room, await this.#parts.read(room, entries)] as const),
      )
      const parts = batch.map(([room, entries]) => {
        const cursor = entries.at(-1)?.seq ?? this.cursor(room)
        return { ...this.#parts.arriving(room, cursor, new Set(entries.map(({ id }) => id))), room, entries }
      })
      const arrived = parts.flatMap((part) => [...this.#changes(part.room, part.entries), ...part.changes])
      const changes = [...this.#pages.splice(0), ...arrived]
      // A device that cannot store goes on without: after a reload it fetches again.
      await this.#parts.store.write(changes, 'relaxed').catch(() => undefined)
      for (const { room, entries, done } of parts) {
        done()
        this.#parts.arrived({ room, entries, head: this.#log(room).known })
      }
    }
    this.#isFlushing = false
  }

  #changes(room: string, entries: readonly ReadEntry[]): readonly Change[] {
    const group = this.#group(room)
    const cursor = entries.at(-1)?.seq ?? this.cursor(room)
    const low = this.#lows.get(room) ?? cursor + 1
    const bound = cursor - low >= kept + slack ? cursor - kept + 1 : low
    this.#lows.set(room, bound)
    const stand: Stand = { cursor, low: bound }
    return [
      ...entries.map((entry) => put('entries', group, entry.seq, entry)),
      ...(bound > low || entries.length === 0 ? [{ do: 'clear', table: 'entries', group, below: bound } as const] : []),
      put('cursors', this.#epoch ?? '', room, stand),
    ]
  }

  /** A page behind the cursor. What the page begins after, or lacks altogether, will never come. */
  #fill(room: string, page: OutputOf<'messages.history'>): void {
    const first = accept(this.#log(room), page.entries)
    const next = first.ready.length > 0 ? first : accept(skipTo(first.log, gap(first.log)?.until ?? 0), [])
    this.#logs.set(room, next.log)
    if (next.ready.length > 0) this.#queue(room, next.ready)
  }
}
