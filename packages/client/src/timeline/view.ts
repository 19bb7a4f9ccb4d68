import { type InputOf, type OutputOf, ParleyError, pageEntries } from '@parley/protocol'
import type { JumpTarget } from '../client.ts'
import type { Arrival } from '../inbox/inbox.ts'
import { type Readable, type Writable, writable } from '../readable.ts'
import { sameList } from '../same.ts'
import { mayOpen, type ReadEntry } from '../sealing/opening.ts'
import { itemOf } from './item.ts'
import type { Timeline, TimelineItem, TimelineLoading } from './timeline.ts'
import {
  closedWindow,
  isAtEnd,
  type LoggedItem,
  type LogWindow,
  move,
  type Page,
  timelineOf,
  type WindowInput,
} from './window.ts'

type At = InputOf<'messages.history'>['at']

/** A page of the log, read as far as that can be done. */
export type HistoryPage = Omit<OutputOf<'messages.history'>, 'entries'> & { readonly entries: readonly ReadEntry[] }
type Found = Pick<HistoryPage, 'entries' | 'head' | 'since'>

/** What a view draws from. */
export interface ViewSource {
  /** The end of what this device holds, or what it holds before a position. By position, without a hole. */
  kept(below: number | undefined, limit: number): Promise<readonly ReadEntry[]>
  /** Rejects with a `ParleyError`. */
  history(at: At): Promise<HistoryPage>
  /** What could not be read before, once more. */
  again(entries: readonly ReadEntry[]): Promise<readonly ReadEntry[]>
  /** An entry as it is readable at this moment: its key may have come since it was read. */
  now(entry: ReadEntry): ReadEntry
  isLive(): boolean
  /** Last position, first readable one and own read mark, as far as known. */
  room(): { readonly head: number; readonly since: number; readonly read: number }
  pending(): readonly TimelineItem[]
  /** Told who wrote what is shown. */
  senders(users: ReadonlySet<string>): void
}

/** Fewer than this many kept entries do not fill a screen. */
const screenful = 40

/** One window's place in a room's log. */
export class View {
  readonly #source: ViewSource
  readonly #timeline: Writable<Timeline> = writable(timelineOf(closedWindow))
  #window: LogWindow = closedWindow
  /** Answers to what was asked before the last jump are late. */
  #turn = 0
  #isOpen = false
  /** What is shown and cannot be read yet, by id. */
  readonly #closed = new Map<string, ReadEntry>()
  /** Opened before this device has heard how the room stands now. */
  #isEarly = false

  constructor(source: ViewSource) {
    this.#source = source
  }

  get timeline(): Readable<Timeline> {
    return this.#timeline
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  /** What this device holds at once; the rest from the server. */
  async open(): Promise<void> {
    if (this.#isOpen) return
    this.#isOpen = true
    this.#isEarly = !this.#source.isLive()
    const pending = this.#source.pending()
    this.#window = { ...closedWindow, pending, openedAt: this.#source.room().read }
    await this.#load('opening', async (isCurrent) => {
      const kept = await this.#kept()
      if (kept) this.#show(kept)
      if (!kept || !this.#isOld(kept) || !this.#source.isLive()) return
      const newest = await this.#source.history({ kind: 'newest' })
      if (isCurrent()) this.#show(newest)
    })
    await this.#fill()
    await this.#catchUp()
  }

  close(): void {
    this.#isOpen = false
    this.#turn += 1
    this.#window = closedWindow
    this.#closed.clear()
    this.#timeline.set(timelineOf(closedWindow))
  }

  /** The store has become another one: begin again. */
  async restart(): Promise<void> {
    if (!this.#isOpen) return
    this.close()
    await this.open()
  }

  /** The connection is there: what could not be fetched before is fetched now. */
  async wake(): Promise<void> {
    if (!this.#isOpen) return
    const { head, read } = this.#source.room()
    if (this.#isEarly) this.#move({ kind: 'opened', at: read }, { kind: 'head', head })
    else this.#move({ kind: 'head', head })
    this.#isEarly = false
    await this.#fill()
    await this.#catchUp()
  }

  arrived({ entries, head }: Arrival): void {
    if (!this.#isOpen) return
    this.#move({ kind: 'live', items: entries.map((entry) => this.#logged(entry)) }, { kind: 'head', head })
    void this.#catchUp()
  }

  /** Keys have come: what is shown as closed is looked at again. */
  async mended(): Promise<void> {
    if (!this.#isOpen || this.#closed.size === 0) return
    const entries = await this.#source.again([...this.#closed.values()])
    const items = entries.map((entry) => this.#logged(entry))
    if (this.#isOpen) this.#move({ kind: 'mended', items })
  }

  pendingChanged(): void {
    if (this.#isOpen) this.#move({ kind: 'pending', items: sameList(this.#window.pending, this.#source.pending()) })
  }

  async loadBefore(kind: 'before' | 'fill' = 'before'): Promise<void> {
    const { after, loading } = this.#window
    if (loading || !timelineOf(this.#window).hasBefore) return
    await this.#load('before', async (isCurrent) => {
      const kept = await this.#source.kept(after + 1, pageEntries)
      const touches = kept.at(-1)?.seq === after
      const found = touches ? this.#here(kept) : await this.#source.history({ kind: 'before', seq: after + 1 })
      if (isCurrent()) this.#move({ kind, page: this.#page(found) })
    })
  }

  async loadAfter(): Promise<void> {
    const { until, loading, head } = this.#window
    if (loading || until >= head) return
    await this.#load('after', async (isCurrent) => {
      const found = await this.#source.history({ kind: 'after', seq: until })
      if (isCurrent()) this.#move({ kind: 'after', page: this.#page(found) })
    })
  }

  async jumpTo(target: JumpTarget): Promise<void> {
    this.#turn += 1
    const turn = this.#turn
    this.#move({ kind: 'loading', what: 'opening' })
    try {
      const found = await this.#target(target)
      if (turn === this.#turn) this.#show(found)
    } finally {
      if (turn === this.#turn) this.#move({ kind: 'loading', what: null })
    }
    await this.#catchUp()
  }

  async #target(target: JumpTarget): Promise<Found> {
    const { history, isLive } = this.#source
    if (target.kind === 'seq') return await history({ kind: 'around', seq: target.seq })
    if (target.kind === 'moment') return await history({ kind: 'moment', at: Math.max(0, Math.floor(target.at)) })
    const kept = await this.#kept()
    if (kept && kept.entries.length >= screenful && !this.#isOld(kept)) return kept
    return isLive() ? await history({ kind: 'newest' }) : (kept ?? this.#here([]))
  }

  /** Nothing or little was kept here: as much as fills a screen. */
  async #fill(): Promise<void> {
    if (!this.#source.isLive() || this.#window.loading) return
    const { log } = this.#window
    if (log.length === 0 && this.#source.room().head > 0) {
      await this.#load('opening', async (isCurrent) => {
        const newest = await this.#source.history({ kind: 'newest' })
        if (isCurrent()) this.#show(newest)
      })
    } else if (log.length < screenful) await this.loadBefore('fill')
  }

  /** A few new ones did not come by themselves. Many are fetched when somebody goes there. */
  async #catchUp(): Promise<void> {
    const { until, head, log } = this.#window
    if (log.length === 0 || until >= head || !isAtEnd(this.#window)) return
    if (this.#source.isLive()) await this.loadAfter()
  }

  async #load(what: TimelineLoading, work: (isCurrent: () => boolean) => Promise<void>): Promise<void> {
    const turn = this.#turn
    const isCurrent = (): boolean => turn === this.#turn
    this.#move({ kind: 'loading', what })
    try {
      await work(isCurrent)
    } catch (error) {
      // What cannot be fetched now is fetched at the next look or with the next connection.
      if (!(error instanceof ParleyError)) throw error
    } finally {
      if (isCurrent()) this.#move({ kind: 'loading', what: null })
    }
  }

  async #kept(): Promise<Found | null> {
    const kept = await this.#source.kept(undefined, pageEntries)
    return kept.length === 0 ? null : this.#here(kept)
  }

  /** After a long absence the store still holds what was there before, until the newest have been taken in. */
  #isOld({ entries, head }: Found): boolean {
    return head - (entries.at(-1)?.seq ?? head) > pageEntries
  }

  #here(entries: readonly ReadEntry[]): Found {
    const { head, since } = this.#source.room()
    return { entries, head, since }
  }

  #show(found: Found): void {
    this.#move({ kind: 'show', page: this.#page(found) })
  }

  /** To be called in the same breath as it is shown: what is opened meanwhile would stay closed. */
  #page({ entries, head, since }: Found): Page {
    return { items: entries.map((entry) => this.#logged(entry)), head, since }
  }

  #logged(read: ReadEntry): LoggedItem {
    const entry = this.#source.now(read)
    if (mayOpen(entry)) this.#closed.set(entry.id, entry)
    else this.#closed.delete(entry.id)
    return { ...itemOf(entry), seq: entry.seq }
  }

  #move(...inputs: readonly WindowInput[]): void {
    const before = this.#window
    this.#window = inputs.reduce(move, before)
    if (this.#window === before) return
    this.#publish(timelineOf(this.#window))
    if (this.#window.log !== before.log) this.#source.senders(new Set(this.#window.log.map(({ sender }) => sender)))
  }

  #publish(timeline: Timeline): void {
    const shown = this.#timeline.get()
    const next = { ...timeline, items: sameList(shown.items, timeline.items) }
    const isSame = (Object.keys(next) as (keyof Timeline)[]).every((name) => next[name] === shown[name])
    if (!isSame) this.#timeline.set(next)
  }
}
