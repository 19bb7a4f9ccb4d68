import { type InputOf, type Limits, laterMost, ParleyError } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import type { Link } from '../connection/link.ts'
import { type Readable, until, type Writable, writable } from '../readable.ts'
import { type Change, put, remove, type Store } from '../store/store.ts'
import {
  emptyOutbox,
  inDoubtAfter,
  isBehind,
  type Outbox,
  type OutboxInput,
  type Outgoing,
  sendable,
  step,
} from './outbox.ts'

export interface SenderParts {
  readonly store: Store
  readonly clock: Clock
  readonly link: () => Link
  readonly limits: () => Limits
  /** The message as it travels: in a sealed room it is sealed for whoever is in it now. Rejects with a `ParleyError`. */
  readonly travelling: (message: NewMessage) => Promise<Travelling>
  /** A message was sealed for those who were in a room before the last change there. */
  readonly outdated: (room: string) => void
  /** Position up to which this device holds a room. */
  readonly cursor: (room: string) => number
}

export type NewMessage = Pick<Outgoing, 'id' | 'room' | 'kind' | 'body'>
/** What the server is given of a message: its body, and in a sealed room for which state of the room it was sealed. */
export type Travelling = Pick<InputOf<'messages.send'>, 'body' | 'lines'>

interface Unwritten {
  readonly entry: Outgoing
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

const waiting = { kind: 'waiting' } as const
/** More messages than a device can ever have to offer again. */
const offersMost = 2 ** 32

/** Sends what was written here, in order, until it has arrived or was refused for good. */
export class Sender {
  readonly #parts: SenderParts
  readonly #outbox: Writable<Outbox> = writable(emptyOutbox)
  readonly #unwritten: Unwritten[] = []
  /** Which try of a message counts: one that a lost connection has cut off must not overtake the next. */
  readonly #flights = new Map<string, symbol>()
  /** By room: for which state of it the last one that left was sealed. */
  readonly #sealedAt = new Map<string, number | undefined>()
  /** By room: resolves once the last one has left, or was held back. */
  readonly #left = new Map<string, Promise<void>>()
  #isWriting = false
  #last = 0
  /** The order of writing of what is offered again, which is older than all that stands here; null: nothing is. */
  #offering: number | null = null
  #cancelPause: () => void = () => undefined

  constructor(parts: SenderParts) {
    this.#parts = parts
  }

  get outbox(): Readable<Outbox> {
    return this.#outbox
  }

  /** Begins with what this device holds, whatever was in memory. */
  async load(): Promise<void> {
    const found = await this.#parts.store.list('outbox', '')
    // Whether what waits had left before is not stored with it.
    const entries = found.map(({ value }): Outgoing => ({ ...(value as Outgoing), isInDoubt: true }))
    this.#last = Math.max(this.#last, ...entries.map(({ n }) => n))
    this.#outbox.set({ ...emptyOutbox, entries })
  }

  /** Nobody is signed in. */
  forget(): void {
    this.#offering = null
    this.#outbox.set(emptyOutbox)
  }

  /** Resolves once the message is stored on this device. An id that is known already is the same message. */
  write(message: NewMessage): Promise<void> {
    return this.#write(message, this.#next())
  }

  /** The same for what another store had taken: it goes out before all that was written since (C5). */
  offer(message: NewMessage): Promise<void> {
    if (this.#offering === null) return this.write(message)
    this.#offering += 1
    return this.#write(message, this.#offering)
  }

  #write(message: NewMessage, n: number): Promise<void> {
    if (this.#outbox.get().entries.some(({ id }) => id === message.id)) return Promise.resolve()
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const entry: Outgoing = { ...message, n, at: this.#parts.clock.now(), mishaps: 0, state: waiting }
    this.#unwritten.push({ entry, resolve, reject })
    if (!this.#isWriting) void this.#writeAll()
    return promise
  }

  /** Resolves once nothing is on its way into a room: it has arrived, was refused, or waits for a connection. */
  async answered(room: string): Promise<void> {
    await until(this.#outbox, ({ entries }) => entries.every((one) => one.room !== room || one.state.kind !== 'flying'))
  }

  async retry(id: string): Promise<void> {
    const failed = this.#outbox.get().entries.find((entry) => entry.id === id && entry.state.kind === 'failed')
    if (!failed) return
    const n = this.#next()
    const again = put('outbox', '', n, { ...failed, n, mishaps: 0, state: waiting })
    await this.#parts.store.write([remove('outbox', '', failed.n), again], 'strict')
    this.#step({ kind: 'retry', id, n })
  }

  async discard(id: string): Promise<void> {
    const failed = this.#outbox.get().entries.find((entry) => entry.id === id && entry.state.kind === 'failed')
    if (!failed) return
    await this.#parts.store.write([remove('outbox', '', failed.n)], 'strict')
    this.#step({ kind: 'discard', id })
  }

  /** What the log of a room brings along: what to change in the store together with it, and what to do afterwards. */
  arriving(room: string, cursor: number, ids: ReadonlySet<string>): { changes: readonly Change[]; done: () => void } {
    const input: OutboxInput = { kind: 'arrived', room, cursor, ids }
    const before = this.#outbox.get()
    const left = new Set(step(before, input).entries)
    const changes = before.entries.filter((entry) => !left.has(entry)).map(({ n }) => remove('outbox', '', n))
    return { changes, done: () => this.#step(input) }
  }

  /** The line has ended. */
  lost(): void {
    this.#flights.clear()
    this.#step({ kind: 'lost' })
  }

  /** Another store: what the old one has taken may not be in it (C9). Nothing leaves until that has been offered. */
  restart(): void {
    const [first] = this.#outbox.get().entries
    this.#offering ??= (first?.n ?? this.#last + 1) - offersMost
    this.#step({ kind: 'resynced' })
  }

  /** Everything has been offered that the old store had taken, or cannot be: what waits goes on. */
  offered(): void {
    this.#offering = null
    this.pump()
  }

  /** Sends what may be sent now. */
  pump(): void {
    const { clock, limits } = this.#parts
    const link = this.#parts.link()
    const state = link.state.get()
    if (state.kind !== 'live' || this.#offering !== null) return
    const { unackedSends, messagesPerSecond } = limits()
    const now = clock.monotonic()
    const outbox = this.#outbox.get()
    const most = outbox.isSlow ? 1 : Math.min(unackedSends, laterMost)
    // By POST requests overtake each other, so that there is one at a time in each room.
    const ready = sendable(outbox, { most, perRoom: state.via === 'socket' ? most : 1 }, now)
    const pausedUntil = outbox.isSlow ? now + 1000 / messagesPerSecond : 0
    if (ready.length > 0) {
      this.#outbox.set(ready.reduce((next, { id }) => step(next, { kind: 'flew', id, pausedUntil }), outbox))
      for (const entry of ready) void this.#send(link, entry)
    }
    this.#cancelPause()
    const wait = this.#outbox.get().pausedUntil - now
    if (wait > 0) this.#cancelPause = clock.after(wait + 1, () => this.pump())
  }

  close(): void {
    this.#cancelPause()
  }

  #next(): number {
    this.#last += 1
    return this.#last
  }

  /** What comes while one write runs is stored together by the next. */
  async #writeAll(): Promise<void> {
    this.#isWriting = true
    while (this.#unwritten.length > 0) {
      const batch = this.#unwritten.splice(0)
      const changes = batch.map(({ entry }) => put('outbox', '', entry.n, entry))
      try {
        await this.#parts.store.write(changes, 'strict')
        this.#step(...batch.map(({ entry }): OutboxInput => ({ kind: 'written', entry })))
        for (const { resolve } of batch) resolve()
      } catch (error) {
        for (const { reject } of batch) reject(new ParleyError('device_full', { cause: error }))
      }
    }
    this.#isWriting = false
  }

  async #send(link: Link, entry: Outgoing): Promise<void> {
    const { id, n, room, kind, body } = entry
    const before = this.#left.get(room)
    const left = Promise.withResolvers<void>()
    this.#left.set(room, left.promise)
    const flight = Symbol()
    this.#flights.set(id, flight)
    try {
      const sent = await this.#parts.travelling({ room, id, kind, body })
      await before
      // Of two that were sealed for different states of the room the first may be refused, and the second taken.
      if (sent.lines !== this.#sealedAt.get(room)) await this.#answeredBefore(entry)
      if (this.#flights.get(id) !== flight) return
      // What stands before it could not be sealed now, and is not overtaken (C5).
      if (isBehind(this.#outbox.get(), entry)) return this.#step({ kind: 'held', id })
      this.#sealedAt.set(room, sent.lines)
      const later = inDoubtAfter(this.#outbox.get(), entry).slice(0, laterMost)
      const answer = link.call('messages.send', { room, id, kind, ...sent, ...(later.length === 0 ? {} : { later }) })
      left.resolve()
      const { seq, at } = await answer
      const isHere = seq <= this.#parts.cursor(room)
      if (isHere) await this.#parts.store.write([remove('outbox', '', n)], 'relaxed').catch(() => undefined)
      const arrived: OutboxInput = { kind: 'arrived', room, cursor: this.#parts.cursor(room), ids: new Set() }
      this.#step({ kind: 'acked', id, seq, at }, ...(isHere ? [arrived] : []))
    } catch (error) {
      if (error instanceof ParleyError && error.code === 'stale') this.#parts.outdated(room)
      if (this.#flights.get(id) !== flight) return
      await this.#refused(id, error instanceof ParleyError ? error : new ParleyError('internal', { cause: error }))
    } finally {
      left.resolve()
      if (this.#flights.get(id) === flight) this.#flights.delete(id)
    }
  }

  /** Resolves once nothing that was written before it is on its way into its room. */
  async #answeredBefore({ room, n }: Outgoing): Promise<void> {
    const isBefore = (one: Outgoing): boolean => one.room === room && one.n < n && one.state.kind === 'flying'
    await until(this.#outbox, ({ entries }) => !entries.some(isBefore))
  }

  async #refused(id: string, refusal: ParleyError): Promise<void> {
    const answer = refusal.answer()
    const error = refusal.code === 'unauthenticated' ? { ...answer, retryable: true } : answer
    this.#step({ kind: 'refused', id, error, now: this.#parts.clock.monotonic() })
    const entry = this.#outbox.get().entries.find((candidate) => candidate.id === id)
    if (entry?.state.kind !== 'failed') return
    await this.#parts.store.write([put('outbox', '', entry.n, entry)], 'relaxed').catch(() => undefined)
  }

  #step(...inputs: readonly OutboxInput[]): void {
    this.#outbox.set(inputs.reduce(step, this.#outbox.get()))
    this.pump()
  }
}
