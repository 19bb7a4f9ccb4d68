import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { nodeFlags } from '@parley/server'
import { within } from '../history/within.ts'
import type { LossyNet } from '../net/lossy-net.ts'
import type { Plant } from '../server/plants.ts'

const program = fileURLToPath(new URL('../server/main.ts', import.meta.url))

/** Limits that a crowd of a test does not run into. */
const wide = {
  PARLEY_LOG: 'error',
  PARLEY_PASSWORD_MEMORY: '19',
  PARLEY_MESSAGES_PER_SECOND: '100000',
  PARLEY_MESSAGES_BURST: '100000',
  PARLEY_COMMANDS_PER_SECOND: '100000',
  PARLEY_COMMANDS_BURST: '100000',
  PARLEY_CREDENTIALS_PER_MINUTE: '100000',
}

export interface ServerOptions {
  readonly data: string
  readonly settings?: Readonly<Record<string, string>>
  /** A defect that this server has. */
  readonly plant?: Plant | undefined
  /** The network that it is in, if it is another one. */
  readonly net?: LossyNet | null
}

interface Ready {
  readonly url: string
  readonly ownerLink: string | null
}

/** A server as a process of its own, which can be killed and begun again on its port. */
export class ServerProcess implements AsyncDisposable {
  readonly #options: ServerOptions
  #child: ChildProcess | null = null
  #ready: Ready | null = null
  /** How often it ended although nobody had asked it to. */
  crashes = 0

  private constructor(options: ServerOptions) {
    this.#options = options
  }

  static async begin(options: ServerOptions): Promise<ServerProcess> {
    const server = new ServerProcess(options)
    await server.begin()
    return server
  }

  get url(): string {
    return this.#ready?.url ?? ''
  }

  get port(): number {
    return Number(new URL(this.url).port)
  }

  get pid(): number {
    return this.#child?.pid ?? 0
  }

  /** Resolves with its exit code once it has ended by itself; null: by a signal. */
  async ended(): Promise<number | null> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null
    const [code] = (await once(child, 'exit')) as [number | null]
    return code
  }

  get ownerToken(): string {
    return this.#ready?.ownerLink?.split('#')[1] ?? ''
  }

  /** Starts it; the second time on the port of the first. Resolves with the milliseconds until it listened. */
  async begin(): Promise<number> {
    const { data, settings, plant, net = null } = this.#options
    const port = this.#ready ? new URL(this.#ready.url).port : '0'
    const began = performance.now()
    const place = net === null ? {} : { PARLEY_HOST: net.inside }
    const env = { ...process.env, ...wide, ...place, ...settings, ...(plant ? { PLANT: plant } : {}) }
    const inNet = net === null ? [] : ['ip', 'netns', 'exec', net.name]
    const [command = '', ...args] = [
      ...inNet,
      process.execPath,
      ...nodeFlags,
      program,
      '--port',
      port,
      '--data',
      data,
      '--json',
    ]
    const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'inherit'] })
    this.#child = child
    const endToo = (): void => void child.kill('SIGKILL')
    process.once('exit', endToo)
    child.once('exit', () => process.removeListener('exit', endToo))
    const ended = once(child, 'exit').then(([code, signal]) => {
      throw new Error(`the server ended (${signal ?? code}) before it listened`)
    })
    const line = once(createInterface(child.stdout), 'line')
    const [said] = (await within(60, 'a server: to listen', Promise.race([line, ended]))) as [string]
    ended.catch(() => undefined)
    child.once('exit', () => {
      if (this.#child === child) this.crashes += 1
    })
    this.#ready ??= JSON.parse(said) as Ready
    return performance.now() - began
  }

  /** Ends it without a word, or asks it to end. Resolves once the process has ended. */
  async end(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    const child = this.#child
    this.#child = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await within(60, `a server: to end by ${signal}`, ended)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end()
  }
}
