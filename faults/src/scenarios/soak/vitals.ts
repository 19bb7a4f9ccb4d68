import { quantile } from '@parley/bench/quantile'
import { figuresOf } from '../../driver/figures-of.ts'
import type { ServerProcess } from '../../driver/server-process.ts'
import { eventually } from '../../history/within.ts'
import type { Measured } from '../scenario.ts'
import { type Sample, slope } from './slope.ts'

const every = 10_000
/** Seconds until the connections of those who have gone are gone. */
const patience = 120
const mebibyte = 2 ** 20

interface Look {
  readonly t: number
  readonly memory: number
  /** Seconds. */
  readonly late: number
}

/** What one server takes, watched for as long as it lives. */
export class Vitals implements AsyncDisposable {
  readonly #server: ServerProcess
  readonly #looks: Look[] = []
  /** Open files each time that nobody was there. */
  readonly #files: number[] = []
  readonly #timer: NodeJS.Timeout

  constructor(server: ServerProcess) {
    this.#server = server
    this.#timer = setInterval(() => void this.#look().catch(() => undefined), every)
  }

  /** In a few words, as it was at last. */
  get says(): string {
    const last = this.#looks.at(-1)
    return `${((last?.memory ?? 0) / mebibyte).toFixed(0)} MiB, ${this.#files.at(-1)} files open at rest`
  }

  /** Everybody has gone: what is open now is open for good. */
  async atRest(): Promise<void> {
    const isAlone = async (): Promise<boolean> => (await this.#figure('parley_connections')) === 0
    await eventually(patience, 'a server that everybody has left: to have no connections', isAlone)
    this.#files.push(await this.#figure('process_open_fds'))
  }

  figures(): readonly Measured[] {
    // What a server takes for its first people it keeps for the next.
    const grown = this.#looks.slice(Math.floor(this.#looks.length / 4))
    const memory = grown.map(({ t, memory: value }): Sample => ({ t, value }))
    const growth = (slope(memory) * 600_000) / mebibyte
    const files = (this.#files.at(-1) ?? Number.NaN) - (this.#files[0] ?? Number.NaN)
    const late = quantile(
      this.#looks.map((look) => look.late * 1000),
      0.95,
    )
    return [
      { name: `MiB of growth in ten minutes (of ${grown.length} looks)`, value: Math.round(growth * 10) / 10, most: 1 },
      { name: `open files more than after the first round (of ${this.#files.length})`, value: files, most: 8 },
      { name: 'milliseconds that the event loop is late, p99 of 95 of 100 looks', value: Math.round(late), most: 100 },
    ]
  }

  async #figure(name: string): Promise<number> {
    return (await figuresOf(this.#server.port)).get(name) ?? Number.NaN
  }

  async #look(): Promise<void> {
    const figures = await figuresOf(this.#server.port)
    const of = (name: string): number => figures.get(name) ?? Number.NaN
    const [memory, late] = [of('process_resident_memory_bytes'), of('nodejs_eventloop_lag_p99_seconds')]
    this.#looks.push({ t: performance.now(), memory, late })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer)
  }
}
