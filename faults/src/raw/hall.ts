import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newPerson, newRoom, type Person, type Room, seed } from '@parley/bench/household'
import { ServerProcess } from '../driver/server-process.ts'
import type { RawReport } from './orders.ts'
import { RawProcess } from './process.ts'

export interface HallOptions {
  readonly devices: number
  /** Devices of each room. */
  readonly perRoom: number
  readonly settings?: Readonly<Record<string, string>>
}

/** A server whose people were written into its store beforehand, and processes of raw devices. */
export class Hall implements AsyncDisposable {
  readonly server: ServerProcess
  readonly #folder: string
  readonly #processes: RawProcess[] = []
  readonly #unseated: { readonly person: Person; readonly room: string }[]

  private constructor(folder: string, server: ServerProcess, rooms: readonly Room[]) {
    this.#folder = folder
    this.server = server
    this.#unseated = rooms.flatMap(({ id, members }) => members.map((person) => ({ person, room: id })))
  }

  static async open({ devices, perRoom, settings = {} }: HallOptions): Promise<Hall> {
    const folder = await mkdtemp(join(tmpdir(), 'parley-hall-'))
    const people = Array.from({ length: devices }, newPerson)
    const rooms = Array.from({ length: Math.ceil(devices / perRoom) }, (_, n) => ({
      ...newRoom(people.slice(n * perRoom, (n + 1) * perRoom)),
      isPublic: true,
    }))
    await seed(folder, people, rooms)
    const raised = { PARLEY_UNACKED_SENDS: '10000', ...settings }
    return new Hall(folder, await ServerProcess.begin({ data: folder, settings: raised }), rooms)
  }

  get port(): number {
    return Number(new URL(this.server.url).port)
  }

  get data(): string {
    return this.#folder
  }

  /** So many devices that have no process yet, in a new one. @param port where they enter, if not at the server */
  async come(count: number, port = this.port): Promise<RawProcess> {
    const process = new RawProcess()
    this.#processes.push(process)
    const seats = this.#unseated.splice(0, count)
    await process.ask({ do: 'come', port, data: this.#folder, from: `127.0.0.${1 + this.#processes.length}`, seats })
    return process
  }

  /** Somebody who has no device yet. */
  takeSeat(): { readonly person: Person; readonly room: string } {
    const seat = this.#unseated.shift()
    if (!seat) throw new Error('everybody has a device')
    return seat
  }

  /** A figure of /metrics. */
  async figure(name: string): Promise<number> {
    const text = await (await fetch(`http://127.0.0.1:${this.port}/metrics`)).text()
    return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? Number.NaN)
  }

  async report(): Promise<readonly RawReport[]> {
    return await Promise.all(this.#processes.map((process) => process.ask({ do: 'report' })))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const process of this.#processes) await process[Symbol.asyncDispose]()
    await this.server[Symbol.asyncDispose]()
    await rm(this.#folder, { recursive: true, force: true })
  }
}
