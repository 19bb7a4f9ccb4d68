import { type Engine, type Timeline, type TimelineItem, until } from '@parley/client'
import type { Notebook } from '../history/notebook.ts'
import { now } from '../history/now.ts'
import { eventually, within } from '../history/within.ts'
import { finalOf } from './final.ts'
import { canary, hashOf, marker } from './words.ts'

/** Seconds in which everything that was written has arrived, once nothing is broken any more. */
const settles = 200

/** One device that talks, and notes what it sees. */
export class Participant {
  readonly engine: Engine
  readonly dev: string
  readonly #notebook: Notebook
  readonly #watched = new Set<string>()
  /** What was written here and has neither arrived nor been refused, by room and id. */
  readonly #open = new Set<string>()
  #said = 0

  constructor(engine: Engine, dev: string, notebook: Notebook) {
    this.engine = engine
    this.dev = dev
    this.#notebook = notebook
    let was = ''
    engine.connection.subscribe(() => {
      const is = engine.connection.get().kind === 'live' ? 'live' : 'away'
      if (is !== was) notebook.note(dev, { op: 'link', is })
      was = is
    })
    engine.onMessage(({ room, id, seq, sender, text }) => {
      notebook.note(dev, { op: 'display', room, id, seq, sender, h: hashOf(text) })
    })
  }

  get rooms(): readonly string[] {
    return [...this.#watched]
  }

  isIn(room: string): boolean {
    return this.engine.rooms.get().some(({ id, state }) => id === room && state === 'joined')
  }

  /** Opens a room and notes from now on what becomes of what is written here. */
  watch(room: string): void {
    if (this.#watched.has(room)) return
    this.#watched.add(room)
    const handle = this.engine.room(room)
    handle.open()
    handle.timeline.subscribe(() => this.#look(room, handle.timeline.get()))
  }

  /** Is in a room no more: what was on its way there may arrive or not. */
  unwatch(room: string): void {
    if (this.#watched.delete(room)) this.engine.room(room).close()
    for (const name of [...this.#open]) if (name.startsWith(`${room} `)) this.#open.delete(name)
  }

  /** Writes something that nobody else writes. */
  async say(room: string): Promise<void> {
    this.#said += 1
    const isSealed = this.engine.rooms.get().some(({ id, sealing }) => id === room && sealing === 'sealed')
    const text = `${isSealed ? canary : marker} ${this.dev} says ${this.#said} ${Math.random()}`
    const t = now()
    const id = await this.engine.room(room).send(text)
    this.#open.add(`${room} ${id}`)
    this.#notebook.note(this.dev, { op: 'send', room, id, h: hashOf(text) }, t)
  }

  /** The server has said where something stands that was written here. */
  acknowledged(room: string, id: string, seq: number): void {
    this.#open.delete(`${room} ${id}`)
    this.#notebook.note(this.dev, { op: 'ack', room, id, seq })
  }

  /** The log has brought a message: if it was written here and its answer got lost, that is the answer. */
  arrived(room: string, id: string, seq: number): void {
    if (this.#open.has(`${room} ${id}`)) this.acknowledged(room, id, seq)
  }

  /** Resolves once everything that was written here stands in the log of its room, or was refused. */
  async settled(): Promise<void> {
    await eventually(settles, `${this.dev}: what was written arrives`, () => this.#open.size === 0).catch((error) => {
      const { kind } = this.engine.connection.get()
      const some = [...this.#open].slice(0, 3).map((name) => `${name} (${this.#stateOf(name)})`)
      throw new Error(`${error.message} Left: ${this.#open.size}, as ${some.join(', ')}; the connection is ${kind}`)
    })
  }

  /** What its room says of a message that was written here. */
  #stateOf(name: string): string {
    const [room = '', id] = name.split(' ')
    const { items } = this.engine.room(room).timeline.get()
    return items.find(({ key }) => key === id)?.delivery.kind ?? 'not shown'
  }

  /** Notes everything that a room shows, once it shows its head. */
  async final(room: string, head: number): Promise<void> {
    const shown = await finalOf(this.engine, { dev: this.dev, room, head })
    this.#notebook.note(this.dev, { op: 'final', room, shown: [...shown] })
  }

  /** Waits until this device is in a room. */
  async comesInto(room: string, seconds: number): Promise<void> {
    await within(
      seconds,
      `${this.dev}: to be in ${room}`,
      until(this.engine.rooms, () => this.isIn(room)),
    )
  }

  #look(room: string, timeline: Timeline): void {
    for (const item of timeline.items) this.#lookAt(room, item)
  }

  #lookAt(room: string, { key: id, seq, delivery }: TimelineItem): void {
    if (delivery.kind === 'failed' && this.#open.delete(`${room} ${id}`))
      this.#notebook.note(this.dev, { op: 'nack', room, id, code: delivery.error.code })
    if (delivery.kind === 'sent' && seq !== null) this.arrived(room, id, seq)
  }
}
