import type { HistoryRule, RoomSummary } from '@parley/protocol'
import type { RoomItem, Sealing } from '../client.ts'
import type { Arrival } from '../inbox/inbox.ts'
import { type Readable, type Writable, writable } from '../readable.ts'
import { sameList } from '../same.ts'
import { share } from '../share.ts'
import { type Change, put, remove, type Store } from '../store/store.ts'

/** What this device knows of a room beyond the server's summary. */
export interface Beside {
  readonly hasDraft: boolean
  readonly failed: number
  readonly trouble: RoomItem['trouble']
  readonly waiting: RoomItem['waiting']
  readonly history: HistoryRule | null
  readonly lacking: RoomItem['lacking']
  /** It was sealed from its beginning, or since: that never ends. */
  readonly isSealed: boolean
  /** What the members of a sealed room call it, as far as this device has heard. */
  readonly about: { readonly name: string; readonly topic: string } | null
}

function sealingOf({ kind }: RoomSummary, isSealed: boolean): Sealing {
  if (kind === 'public') return 'open'
  return isSealed ? 'sealed' : 'not-sealed'
}

/** The newest message first; rooms without one by name. */
const order = (a: RoomItem, b: RoomItem): number => b.lastAt - a.lastAt || a.name.localeCompare(b.name)

/** A summary after entries have come. */
function grown(room: RoomSummary, { entries, head }: Pick<Arrival, 'entries' | 'head'>): RoomSummary {
  const last = entries.at(-1)
  const counted = entries.findLast(({ kind }) => kind === 'message')
  return {
    ...room,
    head: Math.max(room.head, head, last?.seq ?? 0),
    messages: Math.max(room.messages, last?.messages ?? 0),
    lastAt: Math.max(room.lastAt, counted?.at ?? 0),
  }
}

/** Answers and events overtake each other: what the newer version says holds, and positions only grow. */
function merged(one: RoomSummary, other: RoomSummary): RoomSummary {
  return {
    ...(other.version < one.version ? one : other),
    head: Math.max(one.head, other.head),
    messages: Math.max(one.messages, other.messages),
    lastAt: Math.max(one.lastAt, other.lastAt),
    read: other.read.seq > one.read.seq ? other.read : one.read,
  }
}

const unreadIn = ({ state, messages, read }: RoomSummary): number =>
  state === 'joined' ? Math.max(0, messages - read.messages) : 0

/** My rooms, as the server told and as they have grown since. */
export class RoomList {
  readonly #store: Store
  readonly #beside: (room: string) => Beside
  readonly #summaries = new Map<string, RoomSummary>()
  readonly #known = new Map<string, RoomItem>()
  /** Rooms that I am out of: the last version that I knew of each. */
  readonly #left = new Map<string, number>()
  /** How many lists the server has told. */
  #told = 0
  readonly #items: Writable<readonly RoomItem[]> = writable<readonly RoomItem[]>([])

  constructor(store: Store, beside: (room: string) => Beside) {
    this.#store = store
    this.#beside = beside
  }

  get items(): Readable<readonly RoomItem[]> {
    return this.#items
  }

  get(room: string): RoomSummary | null {
    return this.#summaries.get(room) ?? null
  }

  /** Everything in the list, as the server told it. */
  all(): readonly RoomSummary[] {
    return [...this.#summaries.values()]
  }

  async load(): Promise<void> {
    const found = await this.#store.list('rooms', '')
    this.#replace(found.map(({ value }) => value as RoomSummary))
  }

  /** All of my rooms. A read mark that the server has not been told yet stays. */
  snapshot(news: readonly RoomSummary[]): void {
    const rooms = news.map((room) => {
      const read = this.#summaries.get(room.id)?.read
      return read && read.seq > room.read.seq && read.seq <= room.head ? { ...room, read } : room
    })
    this.#told += 1
    this.#replace(rooms)
    this.#save({ do: 'clear', table: 'rooms', group: '' }, ...rooms.map((room) => put('rooms', '', room.id, room)))
  }

  /** Another store: positions of the old one mean nothing in it. The list stays until it tells of its rooms. */
  restart(): void {
    this.#summaries.clear()
    this.#left.clear()
  }

  /** Before asking for a room: tells of the answer whether it is out of date by then. */
  asked(): (room: RoomSummary) => boolean {
    const told = this.#told
    // A list that is newer than the question and has no such room: if I am in it, there is news of it on the way.
    return (room) => this.isOver(room) || (told !== this.#told && !this.#summaries.has(room.id))
  }

  /** An answer may come later than the news that I am out of the room again. */
  isOver({ id, version }: RoomSummary): boolean {
    return version <= (this.#left.get(id) ?? -1)
  }

  /** New or different. */
  put(room: RoomSummary): void {
    if (this.isOver(room)) return
    this.#left.delete(room.id)
    const known = this.#summaries.get(room.id)
    this.#change(known ? merged(known, room) : room)
  }

  gone(room: string): void {
    const known = this.#summaries.get(room)
    if (known) this.#left.set(room, known.version)
    this.#summaries.delete(room)
    this.#known.delete(room)
    this.#save(remove('rooms', '', room))
    this.#show()
  }

  /** What I wrote myself is read, and so is what stood before it: the server moves my mark with it. */
  arrived(arrival: Arrival, me: string | null): void {
    const known = this.#summaries.get(arrival.room)
    if (!known) return
    const own = arrival.entries.findLast(({ kind, sender }) => kind === 'message' && sender === me)
    const read = own && own.seq > known.read.seq ? { seq: own.seq, messages: own.messages } : known.read
    this.#change({ ...grown(known, arrival), read })
  }

  /** Somebody came, went or got another role. */
  membersChanged(room: string, members: number, version: number): void {
    const known = this.#summaries.get(room)
    if (known && version >= known.version) this.#change({ ...known, members, version })
  }

  /** My read mark has moved, here or elsewhere. */
  marked(room: string, seq: number, messages: number): void {
    const known = this.#summaries.get(room)
    if (known && seq > known.read.seq) this.#change({ ...known, read: { seq, messages } })
  }

  /** What stands beside the summaries has changed. */
  refresh(): void {
    for (const room of this.#summaries.values()) this.#keep(room)
    this.#show()
  }

  #replace(rooms: readonly RoomSummary[]): void {
    const present = new Set(rooms.map(({ id }) => id))
    for (const room of [...this.#known.keys()]) if (!present.has(room)) this.#known.delete(room)
    this.#summaries.clear()
    this.#left.clear()
    for (const room of rooms) this.#keep(room)
    this.#show()
  }

  #change(room: RoomSummary): void {
    this.#keep(room)
    this.#save(put('rooms', '', room.id, room))
    this.#show()
  }

  #keep(room: RoomSummary): void {
    this.#summaries.set(room.id, room)
    const { about, isSealed, ...beside } = this.#beside(room.id)
    const sealing = sealingOf(room, isSealed)
    const known = this.#known.get(room.id)
    // A room that is being sealed keeps its name until its members' word for it is here.
    const named = sealing === 'sealed' ? (about ?? { name: known?.name ?? '', topic: known?.topic ?? '' }) : {}
    const item: RoomItem = { ...room, ...named, sealing, unread: unreadIn(room), ...beside }
    this.#known.set(room.id, share(known, item))
  }

  #show(): void {
    this.#items.set(sameList(this.#items.get(), [...this.#known.values()].sort(order)))
  }

  #save(...changes: readonly Change[]): void {
    this.#store.write(changes, 'relaxed').catch(() => undefined)
  }
}
