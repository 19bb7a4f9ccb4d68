import { mkdir } from 'node:fs/promises'
import type { Clock } from '../../ports/clock.ts'
import type { Randomness } from '../../ports/randomness.ts'
import { adoptChild, type Child, endChild, filesIn, lastWords, signal, spawnChild } from './child.ts'
import type { SfuKey, SfuPorts, SfuSettings } from './configuration.ts'
import { SfuControl } from './control.ts'
import { freePorts } from './free-ports.ts'
import { readRecord, writeRecord } from './record.ts'

export interface SupervisorParts {
  /** The program. */
  readonly program: string
  /** For its configuration, its log, and the note by which the next server finds it. */
  readonly folder: string
  /** The first port for media; the next free ones are taken. */
  readonly firstPort: number
  readonly address: SfuSettings['address']
  readonly stun: SfuSettings['stun']
  readonly redis: SfuSettings['redis']
  readonly clock: Clock
  readonly randomness: Randomness
  readonly say: (line: string) => void
}

interface Up {
  readonly child: Child
  readonly control: SfuControl
  readonly ports: SfuPorts
}

/** Milliseconds until a fresh one serves at the latest, and between two looks whether it does. */
const startWithin = 20_000
const lookEvery = 100
/** Milliseconds before it is started again: it doubles as long as it does not come up, or does not last. */
const [pauseLeast, pauseMost, lasts] = [200, 10_000, 10_000]

const urlOf = ({ signal }: SfuPorts): string => `http://127.0.0.1:${signal}`

/** Keeps one LiveKit server running; one that a server before this one left running is taken over with its calls. */
export class Supervisor implements AsyncDisposable {
  readonly #parts: SupervisorParts
  readonly #files: ReturnType<typeof filesIn>
  #up: Up | null = null
  #isEnding = false
  #wake: () => void = () => undefined
  readonly #kept: Promise<void>

  constructor(parts: SupervisorParts) {
    this.#parts = parts
    this.#files = filesIn(parts.folder)
    process.once('exit', this.#leave)
    this.#kept = this.#keep()
  }

  /** What it can be told; null while it is not there. */
  get control(): SfuControl | null {
    return this.#up?.control ?? null
  }

  get url(): string | null {
    return this.#up === null ? null : urlOf(this.#up.ports)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isEnding = true
    this.#wake()
    if (this.#up) await endChild(this.#up.child, this.#parts.clock)
    await this.#kept
    process.removeListener('exit', this.#leave)
  }

  /** A server that is stopped at once takes it along; one that dies leaves it to the next, and calls go on. */
  readonly #leave = (status: number): void => {
    if (this.#up && (this.#isEnding || status === 130)) signal(this.#up.child.pid, 'SIGKILL')
  }

  async #keep(): Promise<void> {
    const { clock, say } = this.#parts
    let pause = pauseLeast
    while (!this.#isEnding) {
      const began = clock.monotonic()
      try {
        this.#up = (await this.#adopted()) ?? (await this.#started())
        await this.#up.child.ended
        if (!this.#isEnding) say('the SFU ended; it is started again')
      } catch (error) {
        say(`the SFU does not start: ${error instanceof Error ? error.message : error}`)
      }
      this.#up = null
      if (this.#isEnding) return
      pause = clock.monotonic() - began > lasts ? pauseLeast : Math.min(pause * 2, pauseMost)
      await this.#rest(pause)
    }
  }

  #rest(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const cancel = this.#parts.clock.after(ms, resolve)
    this.#wake = () => {
      cancel()
      resolve()
    }
    return promise
  }

  /** The one that is noted down, if it runs and knows the key that is noted with it. */
  async #adopted(): Promise<Up | null> {
    const record = await readRecord(this.#files.record)
    if (record === null) return null
    const control = new SfuControl(urlOf(record.ports), record.key)
    if (!(await control.isOurs())) return null
    this.#parts.say('the SFU of the server before runs on')
    return { child: adoptChild(record.pid, this.#parts.clock), control, ports: record.ports }
  }

  async #started(): Promise<Up> {
    const { program, folder, firstPort, address, stun, redis, randomness } = this.#parts
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const secret = (): string => Buffer.from(randomness.bytes(32)).toString('base64url')
    const key: SfuKey = { id: `parley-${secret().slice(0, 8)}`, secret: secret() }
    const ports = await freePorts(firstPort)
    const child = await spawnChild(program, folder, { ports, key, address, stun, redis })
    await writeRecord(this.#files.record, { ports, key, pid: child.pid })
    const control = new SfuControl(urlOf(ports), key)
    if (await this.#serves(control, child)) return { child, control, ports }
    await endChild(child, this.#parts.clock)
    throw new Error((await lastWords(folder)) || 'it says nothing')
  }

  async #serves(control: SfuControl, child: Child): Promise<boolean> {
    const { clock } = this.#parts
    const until = clock.monotonic() + startWithin
    let hasEnded = false
    void child.ended.then(() => {
      hasEnded = true
    })
    while (!hasEnded && !this.#isEnding && clock.monotonic() < until) {
      if (await control.isOurs()) return true
      await this.#rest(lookEvery)
    }
    return false
  }
}
