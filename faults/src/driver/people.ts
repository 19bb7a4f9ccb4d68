import { readdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { createEngine, type Engine, memoryStore } from '@parley/client'
import { makeId } from '@parley/protocol'
import { openSqliteStorage, type Storage } from '@parley/server'
import { check } from '../checker/check.ts'
import type { Finding, Run } from '../checker/run.ts'
import type { Comer, Order } from '../client/orders.ts'
import type { Line } from '../history/line.ts'
import { readHistory } from '../history/read-history.ts'
import { ClientProcess } from './client-process.ts'
import { dump } from './dump.ts'
import type { ServerProcess } from './server-process.ts'

const password = 'a whole sentence as password'
const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

export interface PeopleOptions {
  readonly server: ServerProcess
  /** An empty folder for what they note. */
  readonly notes: string
  readonly devices: number
  readonly rooms: number
  /** The address by which they reach the server, if it is another than its own. */
  readonly url?: string
  /** The network namespace that they are in, if it is another one. */
  readonly net?: string | null
}

/** The rooms that each device is in. */
type Seats = Readonly<Record<string, readonly string[]>>

/** A store that is opened to be looked at. */
export const fileIn = (folder: string): Promise<Storage> => openSqliteStorage({ folder, freshEpoch: '', died() {} })

/** Real clients in processes of their own, in public rooms that they all share, and the keeper of the house. */
export class People implements AsyncDisposable {
  readonly rooms: readonly string[]
  readonly keeper: Engine
  readonly #notes: string
  readonly #crowds: readonly ClientProcess[]
  /** Of each of the crowds. */
  readonly #seats: readonly Seats[]

  private constructor(
    notes: string,
    rooms: readonly string[],
    keeper: Engine,
    crowds: readonly ClientProcess[],
    seats: readonly Seats[],
  ) {
    this.#notes = notes
    this.rooms = rooms
    this.keeper = keeper
    this.#crowds = crowds
    this.#seats = seats
  }

  static async come({ server, notes, devices, rooms, url = server.url, net = null }: PeopleOptions): Promise<People> {
    await using parts = new AsyncDisposableStack()
    const keeper = createEngine({ url: server.url, store: memoryStore(), device: 'keeper' })
    parts.defer(() => keeper.close())
    const admission = { kind: 'owner', token: server.ownerToken } as const
    await keeper.auth.register({ handle: 'keeper', name: 'keeper', password, admission })
    await keeper.call('server.settings', { name: 'House', registration: 'open' })
    const made: string[] = []
    for (let n = 0; n < rooms; n += 1) {
      const id = newId()
      await keeper.call('rooms.create', { id, kind: 'public', name: `Room ${n}`, topic: '' })
      made.push(id)
    }
    const count = availableParallelism()
    const crowds = Array.from({ length: count }, (_, n) =>
      parts.use(new ClientProcess(join(notes, `${n}.ndjson`), net)),
    )
    const comers = Array.from({ length: devices }, (_, n): Comer => ({ dev: `d${n}`, handle: `person${n}` }))
    const groups = crowds.map((_, n) => comers.filter((_, k) => k % count === n))
    const seats = groups.map((group) => Object.fromEntries(group.map(({ dev }) => [dev, made])))
    const people = new People(notes, made, keeper, crowds, seats)
    await people.#ask((n) => ({ do: 'come', url, people: groups[n] ?? [] }))
    await people.#ask((n) => ({ do: 'watch', seats: seats[n] ?? {} }))
    parts.move()
    return people
  }

  /** Each device writes so many messages, one each `pause` milliseconds or so. */
  async talk(many: number, pause: number): Promise<void> {
    await this.#ask(() => ({ do: 'talk', many, pause }))
  }

  /** Waits until everybody has everything, and lets them note what they show. */
  async finish(): Promise<void> {
    await this.#ask(() => ({ do: 'settle' }))
    const heads = Object.fromEntries(await Promise.all(this.rooms.map(async (room) => [room, await this.#head(room)])))
    await this.#ask((n) => ({ do: 'finish', seats: this.#seats[n] ?? {}, heads }))
    await this.#ask(() => ({ do: 'go' }))
    await this.keeper.close()
  }

  async lines(): Promise<readonly Line[]> {
    return (await readdir(this.#notes)).length === 0 ? [] : await readHistory(this.#notes)
  }

  /** What was noted and what a store of a stopped server holds. */
  async run(storage: Storage): Promise<Run> {
    await using opened = storage
    const rooms = this.rooms.map((id) => ({ id, isPublic: true }))
    return { lines: await this.lines(), ...(await dump(opened, rooms)) }
  }

  /** Once everything is over: what broke the contract. */
  async findings(server: ServerProcess, open: () => Promise<Storage>): Promise<readonly Finding[]> {
    await this.finish()
    await server.end('SIGTERM')
    return check(await this.run(await open()))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#crowds.map((crowd) => crowd[Symbol.asyncDispose]()))
    await this.keeper.close()
  }

  async #head(room: string): Promise<number> {
    const { head } = await this.keeper.call('messages.history', { room, at: { kind: 'newest' }, limit: 1 })
    return head
  }

  async #ask(order: (n: number) => Order): Promise<void> {
    await Promise.all(this.#crowds.map((crowd, n) => crowd.ask(order(n))))
  }
}
