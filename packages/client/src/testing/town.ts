import 'fake-indexeddb/auto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makeId } from '@parley/protocol'
import { type Running, readConfig, start } from '@parley/server'
import type { Client } from '../client.ts'
import { systemClock } from '../clock.ts'
import { createEngine, type Engine, type EngineOptions } from '../engine/engine.ts'
import { until } from '../readable.ts'
import { memoryStore } from '../store/memory.ts'
import { openClients } from './open-clients.ts'

export type Settings = Readonly<Record<string, string>>

/** What a town needs of a server. */
export type TownServer = Pick<Running, 'url' | 'port' | 'ownerLink' | typeof Symbol.asyncDispose>
/** Starts a server over a data folder; the port is 0 for any. */
export type StartServer = (settings: Settings, data: string, port: number) => Promise<TownServer>

/** In this process. */
const here: StartServer = async (settings, data, port) => {
  const config = readConfig({ ...settings, PARLEY_DATA: data, PARLEY_PORT: `${port}` }, [])
  return await start(
    { ...config, web: null },
    {
      died(error) {
        throw error
      },
    },
  )
}

/** Limits that no test runs into by accident. */
const wide: Settings = {
  PARLEY_LOG: 'error',
  // As little as is allowed: many people sign up.
  PARLEY_PASSWORD_MEMORY: '19',
  PARLEY_MESSAGES_PER_SECOND: '100000',
  PARLEY_MESSAGES_BURST: '100000',
  PARLEY_COMMANDS_PER_SECOND: '100000',
  PARLEY_COMMANDS_BURST: '100000',
  PARLEY_TYPING_PER_SECOND: '1000',
  PARLEY_CREDENTIALS_PER_MINUTE: '100000',
}
export const password = 'a whole sentence as password'

export const newId = (): string => makeId(systemClock.now(), systemClock.bytes(10))

/** A real server in a folder of its own, and people on it. */
export class Town implements AsyncDisposable {
  readonly #folder: string
  readonly #settings: Settings
  readonly #start: StartServer
  readonly #clients: Client[] = []
  #running: TownServer
  #hasOwner = false

  private constructor(folder: string, settings: Settings, start: StartServer, running: TownServer) {
    this.#folder = folder
    this.#start = start
    this.#settings = settings
    this.#running = running
  }

  static async open(settings: Settings = {}, startServer: StartServer = here): Promise<Town> {
    const folder = await mkdtemp(join(tmpdir(), 'parley-client-'))
    const all = { ...wide, ...settings }
    return new Town(folder, all, startServer, await startServer(all, join(folder, 'data'), 0))
  }

  get url(): string {
    return this.#running.url
  }

  get port(): number {
    return this.#running.port
  }

  get folder(): string {
    return join(this.#folder, 'data')
  }

  /** Ends the server in an orderly way: everybody is let out with 4012. */
  async stop(): Promise<void> {
    await this.#running[Symbol.asyncDispose]()
  }

  /** The server again, on the same port. */
  async begin(): Promise<void> {
    this.#running = await this.#start(this.#settings, this.folder, this.port)
  }

  /** Copies the stopped server's folder aside, or back. */
  async keep(name: string): Promise<void> {
    await cp(this.folder, join(this.#folder, name), { recursive: true })
  }

  async restore(name: string): Promise<void> {
    await rm(this.folder, { recursive: true })
    await cp(join(this.#folder, name), this.folder, { recursive: true })
  }

  engine(options: Partial<EngineOptions> = {}): Engine {
    const engine = createEngine({ url: this.url, store: memoryStore(), device: 'test', ...options })
    this.#clients.push(engine)
    openClients.add(engine)
    return engine
  }

  /** Somebody with a new account. The first one owns the server and opens its registration. */
  async person(handle: string, options: Partial<EngineOptions> = {}): Promise<Engine> {
    const engine = this.engine(options)
    const token = this.#hasOwner ? null : (this.#running.ownerLink ?? '').split('#')[1]
    const admission = token ? ({ kind: 'owner', token } as const) : ({ kind: 'open' } as const)
    this.#hasOwner = true
    await engine.auth.register({ handle, name: handle, password, admission })
    if (token) await engine.call('server.settings', { name: 'Town', registration: 'open' })
    // Whoever looks at a socket needs one: on a busy machine the way by events may have been faster.
    await until(engine.connection, (to) => to.kind === 'live' && (!options.WebSocket || to.via === 'socket'))
    await until(engine.keyring, ({ kind }) => kind === 'ready')
    return engine
  }

  /** An account that nobody has opened Parley with: it has no keys. Answers its id. Not for the first. */
  async stranger(handle: string): Promise<string> {
    const answer = await fetch(`${this.url}/api/accounts.register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ handle, name: handle, password, admission: { kind: 'open' }, device: 'test' }),
    })
    return ((await answer.json()) as { user: string }).user
  }

  /** What an operator does to the database while nobody looks. */
  async tamper(change: (db: DatabaseSync) => void): Promise<void> {
    await this.stop()
    const db = new DatabaseSync(join(this.folder, 'parley.db'))
    change(db)
    db.close()
    await this.begin()
  }

  /** The same account on another device. */
  async device(handle: string, options: Partial<EngineOptions> = {}): Promise<Engine> {
    const engine = this.engine(options)
    await engine.auth.signIn({ handle, password })
    await live(engine)
    return engine
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients) {
      openClients.delete(client)
      await client.close()
    }
    await this.stop()
    await rm(this.#folder, { recursive: true, force: true })
  }
}

export const live = (client: Client): Promise<unknown> => until(client.connection, ({ kind }) => kind === 'live')

/** A public room of the first, joined by the others. */
export async function meetIn(...[host, ...others]: readonly [Client, ...Client[]]): Promise<string> {
  const id = newId()
  await host.call('rooms.create', { id, kind: 'public', name: `Room ${id}`, topic: '' })
  for (const other of others) await other.call('rooms.join', { room: id })
  for (const client of [host, ...others])
    await until(client.rooms, (rooms) => rooms.some((room) => room.id === id && room.state === 'joined'))
  return id
}

/** The texts that a room shows, in order. */
export const texts = (client: Client, room: string): readonly string[] =>
  client
    .room(room)
    .timeline.get()
    .items.flatMap(({ content }) => (content.kind === 'text' ? [content.text] : []))

/** Waits until a room shows these texts in this order, and nothing else. */
export const shows = (client: Client, room: string, expected: readonly string[]): Promise<unknown> =>
  until(client.room(room).timeline, ({ items }) => {
    const shown = items.flatMap(({ content }) => (content.kind === 'text' ? [content.text] : []))
    return shown.length === expected.length && shown.every((text, at) => text === expected[at])
  })

/** Waits until something holds that no readable tells of. The test's own time limit ends it. */
export async function eventually(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10))
}
