import { createEngine, type Engine, memoryStore, until } from '@parley/client'
import { ParleyError } from '@parley/protocol'
import type { Notebook } from '../history/notebook.ts'
import { eventually, pause, within } from '../history/within.ts'
import type { Arrived, Comer, Order } from './orders.ts'
import { Participant } from './participant.ts'
import { tapped } from './tap.ts'

type Of<D extends Order['do']> = Extract<Order, { readonly do: D }>

const password = 'a whole sentence as password'
/** Seconds for what happens between two faults. */
const patience = 200
/** Devices that come, or show what they have, at the same time. */
const atOnce = 8

/** Does something for each of a list, some at a time. */
async function forAll<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = [...list]
  const worker = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

/** The devices of one process. */
export class Crowd {
  readonly #notebook: Notebook
  readonly #participants = new Map<string, Participant>()

  constructor(notebook: Notebook) {
    this.#notebook = notebook
  }

  /** Signs people in, with a new account where there is none, and waits until they are live and have keys. */
  async come({ url, people }: Of<'come'>): Promise<readonly Arrived[]> {
    const arrived: Arrived[] = []
    await forAll(people, async (comer) => void arrived.push(await this.#comes(url, comer)))
    return arrived
  }

  async watch({ seats }: Of<'watch'>): Promise<void> {
    await forAll(Object.entries(seats), async ([dev, rooms]) => {
      const one = this.#of(dev)
      for (const room of rooms) {
        if (!one.isIn(room)) await one.engine.room(room).change({ kind: 'join' })
        await one.comesInto(room, patience)
        one.watch(room)
      }
    })
  }

  async found({ dev, name }: Of<'found'>): Promise<string> {
    const one = this.#of(dev)
    const room = await one.engine.createRoom({ kind: 'private', name, topic: '' })
    await one.comesInto(room, patience)
    one.watch(room)
    return room
  }

  /** What was in doubt may have been done: refused the second time, it stands as it should or somebody else says so. */
  async change({ dev, room, change }: Of<'change'>): Promise<void> {
    let isRefused = false
    const tried = async (): Promise<boolean> => {
      try {
        await within(patience, `${dev}: ${change.kind}`, this.#of(dev).engine.room(room).change(change))
        return true
      } catch (error) {
        isRefused = error instanceof ParleyError && !error.retryable
        return isRefused
      }
    }
    await eventually(patience, `${dev}: ${change.kind} in ${room}`, tried)
  }

  async enter({ dev, room }: Of<'enter'>): Promise<void> {
    const one = this.#of(dev)
    const isInvited = () =>
      one.engine.rooms.get().some(({ id, state, name }) => id === room && state === 'invited' && name !== '')
    let refused = 'nothing'
    const comes = async (): Promise<boolean> => {
      if (isInvited()) {
        const join = one.engine.room(room).change({ kind: 'join' })
        await within(patience, `${dev}: to join`, join).catch((error: Error) => {
          refused = error.message
        })
      }
      return one.isIn(room)
    }
    await eventually(patience, `${dev}: to come into ${room}`, comes).catch((error: Error) => {
      const summary = one.engine.rooms.get().find(({ id }) => id === room)
      throw new Error(`${error.message} It is ${summary?.state}, "${summary?.name}"; refused: ${refused}`)
    })
    one.watch(room)
  }

  async leave({ dev, room }: Of<'leave'>): Promise<void> {
    const one = this.#of(dev)
    await eventually(patience, `${dev}: to be out of ${room}`, () => !one.isIn(room))
    one.unwatch(room)
  }

  async head({ dev, room }: Of<'head'>): Promise<number> {
    const asked = this.#of(dev).engine.call('messages.history', { room, at: { kind: 'newest' }, limit: 1 })
    const { entries } = await within(patience, `${dev}: the head of ${room}`, asked)
    return entries.at(-1)?.seq ?? 0
  }

  async say({ dev, room }: Of<'say'>): Promise<void> {
    await this.#of(dev).say(room)
  }

  async talk({ many, pause: each }: Of<'talk'>): Promise<void> {
    const talkers = [...this.#participants.values()].filter(({ rooms }) => rooms.length > 0)
    await Promise.all(
      talkers.map(async (one, n) => {
        for (let said = 0; said < many; said += 1) {
          await pause(each * (0.5 + Math.random()))
          const { rooms } = one
          const room = rooms[(said + n) % Math.max(1, rooms.length)]
          if (room !== undefined) await one.say(room)
        }
      }),
    )
  }

  async settle(): Promise<void> {
    await Promise.all([...this.#participants.values()].map((one) => one.settled()))
  }

  async finish({ seats, heads }: Of<'finish'>): Promise<void> {
    const mine = [...this.#participants.values()]
    await forAll(mine, async (one) => {
      for (const room of seats[one.dev] ?? []) {
        one.watch(room)
        await one.final(room, heads[room] ?? 0)
      }
    })
  }

  async go(): Promise<void> {
    await Promise.all([...this.#participants.values()].map(({ engine }) => engine.close()))
  }

  async #comes(url: string, { dev, handle, isKnown = false }: Comer): Promise<Arrived> {
    const WebSocket = tapped(dev, this.#notebook, {
      acknowledged: (...told) => this.#participants.get(dev)?.acknowledged(...told),
      arrived: (...told) => this.#participants.get(dev)?.arrived(...told),
    })
    const engine = createEngine({ url, store: memoryStore(), device: dev, WebSocket, keeps: 'all' })
    if (isKnown) await engine.auth.signIn({ handle, password })
    else await engine.auth.register({ handle, name: handle, password, admission: { kind: 'open' } })
    const user = await userOf(engine, dev)
    this.#notebook.note(dev, { op: 'begin', user, life: 1 })
    this.#participants.set(dev, new Participant(engine, dev, this.#notebook))
    await within(
      patience,
      `${dev}: to be live`,
      until(engine.connection, ({ kind }) => kind === 'live'),
    )
    const hasKeys = until(engine.keyring, ({ kind }) => kind === 'ready' || kind === 'unconfirmed')
    await within(patience, `${dev}: to have keys`, hasKeys)
    return { dev, user }
  }

  #of(dev: string): Participant {
    const found = this.#participants.get(dev)
    if (!found) throw new Error(`${dev} is not in this process`)
    return found
  }
}

async function userOf(engine: Engine, dev: string): Promise<string> {
  const signedIn = until(engine.session, ({ kind }) => kind === 'signed-in')
  const session = await within(patience, `${dev}: to be signed in`, signedIn)
  return session.kind === 'signed-in' ? session.user : ''
}
