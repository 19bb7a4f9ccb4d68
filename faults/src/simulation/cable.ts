import { Lane } from './lane.ts'
import { Pipe } from './pipe.ts'
import type { Timetable } from './timetable.ts'

/** The way between a device and the servers, each direction by itself. */
export class Way {
  readonly up = new Lane()
  readonly down = new Lane()

  release(): void {
    this.up.release()
    this.down.release()
  }
}

export type FromClient = { readonly kind: 'open' | 'gone' } | { readonly kind: 'text'; readonly text: string }
export type FromServer =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'end'; readonly code: number; readonly reason: string }

/** Where what comes over a cable goes. */
export interface Ends {
  readonly toClient: (what: FromServer) => void
  readonly toServer: (what: FromClient) => void
}

const broken = { kind: 'end', code: 1006, reason: '' } as const
const gone = { kind: 'gone' } as const

/** What carries one WebSocket. */
export class Cable {
  readonly #up: Pipe<FromClient>
  readonly #down: Pipe<FromServer>
  readonly #way: Way
  readonly #ends: Ends

  constructor(timetable: Timetable, way: Way, delay: () => number, ends: Ends) {
    this.#way = way
    this.#ends = ends
    this.#up = new Pipe(timetable, way.up, delay, ends.toServer)
    this.#down = new Pipe(timetable, way.down, delay, ends.toClient)
  }

  up(what: FromClient): void {
    this.#up.send(what, 0)
  }

  down(what: FromServer, size = 0): void {
    this.#down.send(what, size)
  }

  /** Bytes for the client that stand before it. */
  get backlog(): number {
    return this.#down.backlog
  }

  get lateness(): number {
    return this.#down.lateness
  }

  /** It is broken, and who notices hears of it; the other side learns it from the silence. */
  cut(noticed: { readonly byClient: boolean; readonly byServer: boolean }): void {
    this.#up.cut()
    this.#down.cut()
    if (noticed.byServer) this.#ends.toServer(gone)
    if (noticed.byClient) this.#ends.toClient(broken)
  }

  /** What has not reached the client does not any more: it only hears that the line is broken. */
  reset(): void {
    this.#way.down.pass(() => this.cut({ byClient: true, byServer: false }))
  }
}
