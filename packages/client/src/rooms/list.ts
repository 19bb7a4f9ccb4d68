import type { RoomSummary } from '@parley/protocol'
import type { RoomItem } from '../client.ts'
import type { Arrival } from '../inbox/inbox.ts'
import { type Readable, type Writable, writable } from '../readable.ts'
import { share } from '../share.ts'
import { type Change, put, remove, type Store } from '../store/store.ts'

/** What this device knows of a room beyond the server's summary. */
export interface Beside {
  readonly hasDraft: boolean
  readonly failed: number
}

/** The newest message first; rooms without one by name. */
const order = (a: RoomItem, b: RoomItem): number => b.lastAt - a.lastAt || a.name.localeCompare(b.name)

/** A summary after entries have come. */
function grown(room: RoomSummary, { entries, head }: Arrival): RoomSummary {
  const last = entries.at(-1)
  const counted = entries.findLast(({ kind }) => kind === 'message')
  return {
    ...room,
    head: Math.max(room.head, head, last?.seq ?? 0),
    messages: Math.max(room.messages, last?.messages ?? 0),
    lastAt: Math.max(room.lastAt, counted?.at ?? 0),
  }
}

/** My rooms, as the server told and as they have grown since. */
export class RoomList {
  readonly #store: Store
  readonly #beside: (room: string) => Beside
  readonly #summaries = new Map<string, RoomSummary>()
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

  async load(): Promise<void> {
    this.#summaries.clear()
    for (const { value } of await this.#store.list('rooms', '')) this.#keep(value as RoomSummary)
    this.refresh()
  }

  forget(): void {
    this.#summaries.clear()
    this.refresh()
  }

  snapshot(rooms: readonly RoomSummary[]): void {
    this.#summaries.clear()
    for (const room of rooms) this.#keep(room)
    this.#save({ do: 'clear', table: 'rooms', group: '' }, ...rooms.map((room) => put('rooms', '', room.id, room)))
    this.refresh()
  }

  /** New or different. Positions only grow: what came by itself may be newer than the summary. */
  put(room: RoomSummary): void {
    const known = this.#summaries.get(room.id)
    this.#keep(
      known
        ? grown({ ...room, read: later(room.read, known.read) }, { room: room.id, entries: [], head: known.head })
        : room,
    )
    this.#changed(room.id)
  }

  gone(room: string): void {
    this.#summaries.delete(room)
    this.#save(remove('rooms', '', room))
    this.refresh()
  }

  arrived(arrival: Arrival): void {
    const known = this.#summaries.get(arrival.room)
    if (!known) return
    this.#keep(grown(known, arrival))
    this.#changed(arrival.room)
  }

  /** Somebody came, went or got another role. */
  membersChanged(room: string, members: number, version: number): void {
    const known = this.#summaries.get(room)
    if (!known || version < known.version) return
    this.#keep({ ...known, members, version })
    this.#changed(room)
  }

  /** My read mark has moved, here or elsewhere. */
  marked(room: string, seq: number, messages: number): void {
    const known = this.#summaries.get(room)
    if (!known || seq <= known.read.seq) return
    this.#keep({ ...known, read: { seq, messages } })
    this.#changed(room)
  }

  /** What stands beside the summaries has changed. */
  refresh(): void {
    const items = [...this.#summaries.values()].map(
      (room): RoomItem => ({ ...room, unread: unread(room), ...this.#beside(room.id) }),
    )
    this.#items.set(shareById(this.#items.get(), items.sort(order)))
  }

  #keep(room: RoomSummary): void {
    this.#summaries.set(room.id, room)
  }

  #changed(room: string): void {
    this.#save(put('rooms', '', room, this.#summaries.get(room)))
    this.refresh()
  }

  #save(...changes: readonly Change[]): void {
    this.#store.write(changes, 'relaxed').catch(() => undefined)
  }
}

const unread = ({ state, messages, read }: RoomSummary): number =>
  state === 'joined' ? Math.max(0, messages - read.messages) : 0

const later = (a: RoomSummary['read'], b: RoomSummary['read']): RoomSummary['read'] => (b.seq > a.seq ? b : a)

function shareById(before: readonly RoomItem[], after: readonly RoomItem[]): readonly RoomItem[] {
  const known = new Map(before.map((item) => [item.id, item]))
  return share(
    before,
    after.map((item) => share(known.get(item.id), item)),
  )
}
