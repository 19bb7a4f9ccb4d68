import { type ClientFrame, defaultLimits, type Entry, type ServerFrame } from '@parley/protocol'
import type { Scheduler } from 'fast-check'
import type { FromServer } from '../simulation/cable.ts'
import { socketsOf } from '../simulation/dialled-socket.ts'

const id = (name: string): string => name.padStart(22, 'A')
export const me = { user: id('ada'), device: id('phone') }
export const room = id('room')

const summary = (head: number) => ({
  id: room,
  kind: 'public',
  name: 'Room',
  topic: '',
  lines: null,
  state: 'joined',
  role: 'member',
  invitedBy: null,
  version: 1,
  head,
  messages: head,
  lastAt: 0,
  since: 1,
  members: 1,
  people: [],
  read: { seq: 0, messages: 0 },
})

/** A server of one room, of which a scheduler decides when an entry or a page arrives. */
export class ScheduledServer {
  readonly log: Entry[] = []
  readonly #scheduler: Scheduler
  #arrived: (what: FromServer) => void = () => undefined

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler
  }

  /** What the engine of a device is given in place of a network. */
  get sockets(): typeof WebSocket {
    return socketsOf((_, arrived) => {
      this.#arrived = arrived
      queueMicrotask(() => this.#welcome())
      return (what) => {
        if (what.kind === 'text') this.#take(JSON.parse(what.text) as ClientFrame)
      }
    })
  }

  /** Grows, and tells so as often as is said: never, once, or more than once. */
  grow(times: number): void {
    const seq = this.log.length + 1
    const body = JSON.stringify({ v: 1, kind: 'text', text: `${seq}` })
    const entry: Entry = {
      seq,
      id: id(`m${seq}`),
      kind: 'message',
      sender: id('bo'),
      device: id('b'),
      at: seq,
      messages: seq,
      body,
    }
    this.log.push(entry)
    for (let n = 0; n < times; n += 1) this.#later({ type: 'entry', room, entry })
  }

  /** Says how far the room has come. */
  beat(): void {
    this.#tell({ type: 'beat', heads: { [room]: this.log.length }, inbox: 0 })
  }

  #welcome(): void {
    const now = 1_700_000_000_000
    const more = {
      protocol: 1,
      epoch: 'e',
      connection: id('c'),
      now,
      limits: defaultLimits,
      heartbeat: 15_000,
    } as const
    this.#tell({ type: 'welcome', ...me, ...more })
  }

  #take(frame: ClientFrame): void {
    if (frame.type === 'resume') {
      const profile = { id: me.user, handle: 'ada', name: 'Ada', kind: 'account' }
      const settings = { invisible: false, typing: false, receipts: false, reports: false }
      const rest = { me: profile, settings, presence: {}, typing: [], calls: [] }
      this.#tell({ type: 'snapshot', ...rest, rooms: [summary(this.log.length)] } as unknown as ServerFrame)
      this.#tell({ type: 'live' })
    }
    if (frame.type === 'do') this.#answer(frame.id, frame.command, frame.input)
  }

  #answer(number: number, command: string, input: unknown): void {
    if (command !== 'messages.history') {
      this.#tell({ type: 'error', id: number, error: { code: 'not_found' } } as ServerFrame)
      return
    }
    const { at, limit } = input as {
      readonly at: { readonly kind: string; readonly seq: number }
      readonly limit: number
    }
    const [from, until] =
      at.kind === 'after' ? [at.seq, at.seq + limit] : at.kind === 'before' ? [0, at.seq - 1] : [0, this.log.length]
    const entries = this.log.slice(from, until)
    this.#later({ type: 'ok', id: number, output: { entries, head: this.log.length, since: 1 } })
  }

  #later(frame: ServerFrame): void {
    void this.#scheduler.schedule(Promise.resolve(), frame.type).then(() => this.#tell(frame))
  }

  #tell(frame: ServerFrame): void {
    this.#arrived({ kind: 'text', text: JSON.stringify(frame) })
  }
}
