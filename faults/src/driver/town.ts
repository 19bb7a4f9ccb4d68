import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { createEngine, type Engine, memoryStore, until } from '@parley/client'
import { makeId } from '@parley/protocol'
import { check } from '../checker/check.ts'
import type { Finding } from '../checker/run.ts'
import type { Arrived, Comer, Order } from '../client/orders.ts'
import { canary } from '../client/words.ts'
import type { Line } from '../history/line.ts'
import { now } from '../history/now.ts'
import { readHistory } from '../history/read-history.ts'
import { within } from '../history/within.ts'
import { type Chance, oneOf } from './chance.ts'
import { ClientProcess } from './client-process.ts'
import { dump } from './dump.ts'
import type { House } from './house.ts'
import { leaks } from './leaks.ts'
import { told } from './told.ts'

const password = 'a whole sentence as password'
const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
/** Seconds for each step between two faults, for all devices together. */
const patience = 300

export interface TownOptions {
  readonly house: House
  /** For histories. */
  readonly folder: string
  readonly devices: number
  /** Public rooms, and how many of them each device is in. */
  readonly rooms: number
  readonly roomsEach: number
  /** Sealed rooms and how many devices each of them has, beside the public ones. */
  readonly sealed: { readonly rooms: number; readonly members: number }
  /** The how many-th town in the same house: its people are others, its keeper is the same. */
  readonly turn?: number
}

/** New devices at the end. */
const freshest = 4

const numberOf = (dev: string): number => Number(dev.slice(1))
const handleOf = (n: number, turn: number): string => `person${n}t${turn}`

type About = Extract<Order, { readonly dev: string }>

/** A house full of people: rooms, who is in them, and the processes in which their devices are. */
export class Town implements AsyncDisposable {
  readonly house: House
  readonly folder: string
  readonly owner: Engine
  /** Everybody, by device. */
  readonly people: ReadonlyMap<string, Arrived & { readonly process: number }>
  /** Rooms that each device has to show at the end. */
  readonly seats = new Map<string, Set<string>>()
  readonly #crowds: readonly ClientProcess[]
  readonly #rooms = new Map<string, { readonly isPublic: boolean }>()
  readonly #handleOf: (dev: string) => string

  private constructor(
    options: TownOptions,
    owner: Engine,
    crowds: readonly ClientProcess[],
    people: ReadonlyMap<string, Arrived & { readonly process: number }>,
  ) {
    this.house = options.house
    this.folder = options.folder
    this.#handleOf = (dev) => handleOf(numberOf(dev), options.turn ?? 0)
    this.owner = owner
    this.#crowds = crowds
    this.people = people
  }

  static async open(options: TownOptions): Promise<Town> {
    const { house, folder, devices, turn = 0 } = options
    await using parts = new AsyncDisposableStack()
    const owner = createEngine({ url: house.url, store: memoryStore(), device: 'keeper' })
    parts.defer(() => owner.close())
    const admission = { kind: 'owner', token: house.ownerToken } as const
    if (turn === 0) await owner.auth.register({ handle: 'keeper', name: 'keeper', password, admission })
    else await owner.auth.signIn({ handle: 'keeper', password })
    await within(
      60,
      'the owner: to be live',
      until(owner.connection, ({ kind }) => kind === 'live'),
    )
    await owner.call('server.settings', { name: 'Town', registration: 'open' })
    const crowds = Array.from({ length: availableParallelism() }, (_, n) =>
      parts.use(new ClientProcess(join(folder, `${n}.ndjson`))),
    )
    const comers = Array.from({ length: devices }, (_, n): Comer => ({ dev: `d${n}`, handle: handleOf(n, turn) }))
    const arrived = await Promise.all(
      crowds.map(async (crowd, process) => {
        const people = comers.filter((_, k) => k % crowds.length === process)
        const came = (await crowd.ask({ do: 'come', url: house.url, people }, patience)) as readonly Arrived[]
        return came.map((one) => [one.dev, { ...one, process }] as const)
      }),
    )
    told(`${devices} devices: all are signed in`)
    const town = new Town(
      options,
      owner,
      crowds,
      new Map(arrived.flat().toSorted(([one], [other]) => numberOf(one) - numberOf(other))),
    )
    await town.#settle(options)
    told(`${devices} devices: all are in their rooms`)
    parts.move()
    return town
  }

  /** Some of the devices neither read nor answer for a while. */
  async freeze(ms: number, chance: Chance): Promise<void> {
    await oneOf(chance, this.#crowds).freeze(ms)
  }

  /** Asks something of the process in which a device is. */
  async ask(order: About): Promise<unknown> {
    const crowd = this.#crowds[this.people.get(order.dev)?.process ?? -1]
    if (!crowd) throw new Error(`nobody is ${order.dev}`)
    return await crowd.ask(order, patience)
  }

  userOf(dev: string): string {
    return this.people.get(dev)?.user ?? ''
  }

  /** Every device writes so many messages, one each `pause` milliseconds or so. */
  async talk(many: number, pause: number): Promise<void> {
    await Promise.all(this.#crowds.map((crowd) => crowd.ask({ do: 'talk', many, pause })))
  }

  /** Makes a public room. */
  async publicRoom(name: string): Promise<string> {
    const id = newId()
    await this.owner.call('rooms.create', { id, kind: 'public', name, topic: '' })
    this.#rooms.set(id, { isPublic: true })
    return id
  }

  /** Makes a sealed room of these devices, the first of which is its owner. */
  async sealedRoom(name: string, [host, ...guests]: readonly [string, ...string[]]): Promise<string> {
    const room = (await this.ask({ do: 'found', dev: host, name: `${canary}: ${name}` })) as string
    this.#rooms.set(room, { isPublic: false })
    this.#seat(host, room)
    for (const guest of guests) await this.admit(room, host, guest)
    return room
  }

  /** Somebody is invited into a sealed room by a member, and comes. */
  async admit(room: string, host: string, guest: string): Promise<void> {
    await this.ask({ do: 'change', dev: host, room, change: { kind: 'invite', user: this.userOf(guest) } })
    await this.ask({ do: 'enter', dev: guest, room })
    this.#seat(guest, room)
  }

  /** Somebody is removed by a member of rank, and hears of it. */
  async remove(room: string, host: string, guest: string): Promise<void> {
    this.seats.get(guest)?.delete(room)
    await this.ask({ do: 'change', dev: host, room, change: { kind: 'kick', user: this.userOf(guest) } })
    await this.ask({ do: 'leave', dev: guest, room })
  }

  /** Waits until everything that was written has arrived or was refused. */
  async settled(): Promise<void> {
    await Promise.all(this.#crowds.map((crowd) => crowd.ask({ do: 'settle' }, patience)))
  }

  /** Everything that the processes have noted so far, in the order of time. */
  async history(): Promise<readonly Line[]> {
    return await readHistory(this.folder)
  }

  /** Waits until everybody has everything, ends the house in an orderly way, and says what broke the contract. */
  async findings(): Promise<readonly Finding[]> {
    await this.settled()
    const tell = (line: string): void => told(`${this.people.size} devices: ${line}`)
    tell('everything that was written has arrived or was refused')
    const rooms = [...this.#rooms.keys()]
    const heads = Object.fromEntries(await Promise.all(rooms.map(async (room) => [room, await this.#head(room)])))
    const seats = Object.fromEntries(this.seats.entries().map(([dev, all]) => [dev, [...all]]))
    await Promise.all(this.#crowds.map((crowd) => crowd.ask({ do: 'finish', seats, heads }, patience)))
    tell('every one shows its rooms')
    await this.#finishAfresh(heads)
    tell('so do new ones')
    await Promise.all(this.#crowds.map((crowd) => crowd.ask({ do: 'go' }, patience)))
    await this.owner.close()
    await using storage = await this.house.opened()
    const kept = await dump(
      storage,
      this.#rooms
        .entries()
        .map(([id, { isPublic }]) => ({ id, isPublic }))
        .toArray(),
    )
    const leaked = (await leaks(this.house.places)).map(
      (place): Line => ({ op: 'leak', t: now(), dev: 'house', place }),
    )
    return check({ lines: [...(await this.history()), ...leaked], ...kept })
  }

  /** Some people come with another device, which has to show all that is public in their rooms. */
  async #finishAfresh(heads: Readonly<Record<string, number>>): Promise<void> {
    const { url } = this.house
    const devices = [...this.people.keys()].filter((_, n) => n % Math.ceil(this.people.size / freshest) === 0)
    await Promise.all(
      devices.map(async (dev) => {
        const crowd = this.#crowds[this.people.get(dev)?.process ?? -1]
        const comer = { dev: `${dev}-new`, handle: this.#handleOf(dev), isKnown: true }
        const mine = [...(this.seats.get(dev) ?? [])].filter((room) => this.#rooms.get(room)?.isPublic)
        await crowd?.ask({ do: 'come', url, people: [comer] }, patience)
        await crowd?.ask({ do: 'finish', seats: { [comer.dev]: mine }, heads }, patience)
      }),
    )
  }

  #seat(dev: string, room: string): void {
    const known = this.seats.get(dev) ?? new Set()
    this.seats.set(dev, known.add(room))
  }

  /** Rooms are made, and people go into them. */
  async #settle({ devices, rooms, roomsEach, sealed }: TownOptions): Promise<void> {
    const all = await Promise.all(Array.from({ length: rooms }, (_, n) => this.publicRoom(`Room ${n}`)))
    for (let n = 0; n < devices; n += 1)
      for (let k = 0; k < roomsEach; k += 1) this.#seat(`d${n}`, all[(n + k * 7) % all.length] ?? '')
    const seats = Object.fromEntries(this.seats.entries().map(([dev, mine]) => [dev, [...mine]]))
    await Promise.all(
      this.#crowds.map((crowd, process) => {
        const here = Object.entries(seats).filter(([dev]) => this.people.get(dev)?.process === process)
        return crowd.ask({ do: 'watch', seats: Object.fromEntries(here) }, patience)
      }),
    )
    await Promise.all(
      Array.from({ length: sealed.rooms }, (_, n) => {
        const at = (k: number): string => `d${(n * sealed.members + k) % devices}`
        const guests = Array.from({ length: sealed.members - 1 }, (_guest, k) => at(k + 1))
        return this.sealedRoom(`Sealed ${n}`, [at(0), ...guests])
      }),
    )
  }

  /** How far a room has come; 0 where nobody is. */
  async #head(room: string): Promise<number> {
    const somebody = this.seats.entries().find(([, rooms]) => rooms.has(room))
    return somebody ? ((await this.ask({ do: 'head', dev: somebody[0], room })) as number) : 0
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#crowds.map((crowd) => crowd[Symbol.asyncDispose]()))
    await this.owner.close()
  }
}
