import { createEngine, type Engine, memoryStore, type Store } from '@parley/client'
import { type CommandName, ParleyError } from '@parley/protocol'
import { hashOf } from '../client/words.ts'
import { Cable, type FromClient, type FromServer, Way } from './cable.ts'
import type { Chance } from './chance.ts'
import { socketsOf } from './dialled-socket.ts'
import { clientClock, Life } from './life.ts'
import type { SimulatedNode } from './node.ts'
import type { Notes } from './notes.ts'
import type { ServedSocket } from './served-socket.ts'
import { Tap } from './tap.ts'
import type { Timetable } from './timetable.ts'
import { watch } from './watcher.ts'

export interface DeviceParts {
  readonly timetable: Timetable
  readonly chance: Chance
  readonly notes: Notes
  /** A node that answers, by chance; null: none does. */
  readonly node: () => SimulatedNode | null
}

export interface Owner {
  /** Name in the history. */
  readonly name: string
  readonly user: string
  readonly device: string
}

const url = 'http://parley.test'

/** A device of somebody: the real engine, over a simulated network, with a store that outlives it. */
export class SimulatedDevice {
  readonly owner: Owner
  readonly way = new Way()
  readonly #parts: DeviceParts
  readonly #store: Store
  readonly #mine = new Set<string>()
  readonly #ended = new Set<string>()
  readonly #cables = new Set<Cable>()
  #lives = 0
  #said = 0
  #life = new Life()
  #node: SimulatedNode | null = null
  engine: Engine

  private constructor(owner: Owner, store: Store, parts: DeviceParts) {
    this.owner = owner
    this.#store = store
    this.#parts = parts
    this.engine = this.#begin()
  }

  /** A device that is signed in. */
  static async open(owner: Owner, name: string, parts: DeviceParts): Promise<SimulatedDevice> {
    const me = { id: owner.user, handle: name, name, kind: 'account' }
    const settings = { invisible: false, typing: true, receipts: true, reports: false }
    const session = { kind: 'signed-in', user: owner.user, device: owner.device, me, settings }
    const put = (place: string, value: unknown) => ({ do: 'put', table: 'meta', group: '', place, value }) as const
    const store = memoryStore()
    await store.write([put('user', owner.user), put('session', session)], 'strict')
    return new SimulatedDevice(owner, store, parts)
  }

  /** Somebody uses it still. */
  get isSignedIn(): boolean {
    return this.engine.session.get().kind === 'signed-in'
  }

  get isLive(): boolean {
    return this.engine.connection.get().kind === 'live'
  }

  /** The rooms that it shows its person in. */
  get rooms(): readonly string[] {
    return this.engine.rooms.get().flatMap(({ id, state }) => (state === 'joined' ? [id] : []))
  }

  /** Whether something that was written here is still on its way. */
  get isSending(): boolean {
    return this.rooms.some((room) =>
      this.engine
        .room(room)
        .timeline.get()
        .items.some(({ delivery }) => delivery.kind === 'sending'),
    )
  }

  /** Writes something that nobody else writes. */
  say(room: string): void {
    this.#said += 1
    const text = `${this.owner.name} says ${this.#said}`
    const t = this.#parts.timetable.now
    const { name } = this.owner
    this.engine
      .room(room)
      .send(text)
      .then((id) => {
        this.#mine.add(`${room} ${id}`)
        this.#parts.notes.note(name, { op: 'send', room, id, h: hashOf(text) }, t)
      })
      .catch(() => undefined)
  }

  /** The program ends without a word, and begins again with what its store holds. */
  restart(): void {
    this.#life.end()
    this.drop({ byClient: false, byServer: this.#parts.chance.isHit(0.8) })
    this.engine = this.#begin()
  }

  /** All its sockets break. */
  drop(noticed: { readonly byClient: boolean; readonly byServer: boolean }): void {
    for (const cable of this.#cables) cable.cut(noticed)
    this.#cables.clear()
  }

  /** It goes for good. */
  end(): void {
    this.#life.end()
    this.drop({ byClient: false, byServer: true })
  }

  #begin(): Engine {
    const { timetable, chance, notes } = this.#parts
    const { name, user } = this.owner
    const life = new Life()
    this.#life = life
    this.#lives += 1
    notes.note(name, { op: 'begin', user, life: this.#lives })
    const engine = createEngine({
      url,
      store: this.#store,
      device: name,
      clock: clientClock(timetable, life, { off: 0 }, chance),
      fetch: (input, init) => this.#fetch(life, input as URL, init),
      WebSocket: socketsOf((ticket, arrived) => this.#dial(life, ticket, arrived)),
      keeps: 'window',
      // What is said here is not sealed, and keys cost time.
      openVault: () => new Promise(() => undefined),
    })
    watch(engine, { dev: name, notes, mine: this.#mine, ended: this.#ended })
    return engine
  }

  #delay = (): number => {
    const { chance } = this.#parts
    return 0.1 + chance.fraction() * (chance.isHit(0.03) ? 300 : 8)
  }

  /** Requests and their answers take the ways of this device, side by side. */
  #fetch(life: Life, { pathname }: URL, init: RequestInit = {}): Promise<Response> {
    const { timetable } = this.#parts
    const { promise, resolve, reject } = Promise.withResolvers<Response>()
    init.signal?.addEventListener('abort', () => reject(new Error('aborted')))
    const answer = (status: number, body: unknown): void => {
      const text = JSON.stringify(body)
      timetable.after(this.#delay(), () => this.way.down.pass(() => resolve(responseOf(status, text))))
    }
    timetable.after(this.#delay(), () =>
      this.way.up.pass(() => {
        if (life.isOver) return
        if (!this.#node || this.#node.life.isOver || pathname.endsWith('/sessions.ticket'))
          this.#node = this.#parts.node()
        const node = this.#node
        const refuse = (): void => reject(new Error('nobody listens there'))
        if (!node) return refuse()
        node.life.whenOver(() => timetable.after(this.#delay(), refuse))
        this.#ask(node, pathname.slice('/api/'.length), init).then(
          (output) => answer(200, output),
          (error: unknown) => answer(400, error instanceof ParleyError ? error.answer() : { code: 'internal' }),
        )
      }),
    )
    return promise
  }

  async #ask(node: SimulatedNode, name: string, { body, headers }: RequestInit): Promise<unknown> {
    if (name === 'sessions.refresh') return await node.grant(this.owner.device)
    if (typeof body !== 'string') throw new ParleyError('unavailable')
    const { authorization } = headers as { readonly authorization?: string }
    const access = authorization?.slice('Bearer '.length) ?? null
    return await node.call(name as CommandName, JSON.parse(body), access)
  }

  #dial(life: Life, ticket: string, arrived: (what: FromServer) => void): (what: FromClient) => void {
    const { timetable, notes } = this.#parts
    const tap = new Tap(this.owner.name, notes)
    let served: ServedSocket | null = null
    let isGone = false
    const toClient = (what: FromServer): void => {
      if (what.kind === 'end') this.#cables.delete(cable)
      if (life.isOver) return
      tap.came(what)
      arrived(what)
    }
    const refused = (): void => cable.cut({ byClient: true, byServer: false })
    const open = async (): Promise<void> => {
      const node = this.#node
      if (!node || node.life.isOver) return refused()
      const socket = await node.accept(ticket, cable, this.owner.name).catch(() => null)
      if (!socket) return refused()
      served = socket
      if (isGone) socket.gone()
    }
    const toServer = (what: FromClient): void => {
      if (what.kind === 'open') void open()
      else if (what.kind === 'text') served?.take(what.text)
      else {
        isGone = true
        served?.gone()
      }
    }
    const cable = new Cable(timetable, this.way, this.#delay, { toClient, toServer })
    this.#cables.add(cable)
    cable.up({ kind: 'open' })
    return (what) => {
      tap.sent(what)
      cable.up(what)
    }
  }
}

/** As much of an answer as the engine looks at. */
const responseOf = (status: number, text: string): Response =>
  ({
    ok: status < 400,
    status,
    headers: { getSetCookie: () => [] },
    json: async () => JSON.parse(text) as unknown,
  }) as unknown as Response
