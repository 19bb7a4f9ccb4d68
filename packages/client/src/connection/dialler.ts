import type { Clock } from '../clock.ts'
import type { Session } from '../session/session.ts'
import { openEventsLine } from './events-line.ts'
import { type Line, LineFailure } from './line.ts'
import { openSocketLine } from './socket-line.ts'
import { freshWay, probeAfter, socketFailed, viaEvents } from './way.ts'

export interface DiallerParts {
  readonly url: string
  readonly fetch: typeof fetch
  readonly WebSocket: typeof WebSocket
  readonly clock: Clock
  readonly session: Session
}

/** Milliseconds for a welcome: short where the other way waits, long where there is time. */
const shortPatience = 2_500
const longPatience = 15_000

/** Opens lines: a WebSocket where that is possible, else an event stream, and tries the WebSocket again meanwhile. */
export class Dialler {
  readonly #parts: DiallerParts
  #way = freshWay
  #probes = 0
  #next: Line | null = null

  constructor(parts: DiallerParts) {
    this.#parts = parts
  }

  /** A better line is open already. */
  get hasNext(): boolean {
    return this.#next !== null
  }

  /** WebSockets have failed while the rest works: there is no reason to wait long for the next way. */
  get mayTryAtOnce(): boolean {
    return this.#way.failures === 1 || (viaEvents(this.#way) && this.#probes === 0)
  }

  /** Opens a line. Rejects with `LineFailure`, or with a `ParleyError` when the server refuses the ticket. */
  async dial(): Promise<Line> {
    const next = this.#next
    this.#next = null
    if (next) return next
    if (viaEvents(this.#way)) return await this.#events()
    return await this.#socket(shortPatience)
  }

  /** While an event stream is in use: ends it once a WebSocket is open beside it. The answer stops that. */
  probe(line: Line): () => void {
    const { clock } = this.#parts
    if (line.via === 'socket') return () => undefined
    let cancel = (): void => undefined
    let stopped = false
    const again = (): void => {
      cancel = clock.after(probeAfter(this.#probes), () => void attempt())
    }
    const attempt = async (): Promise<void> => {
      this.#probes += 1
      const socket = await this.#socket(longPatience).catch(() => null)
      if (stopped) return socket?.close()
      if (!socket) return again()
      this.#next = socket
      line.close()
    }
    again()
    return () => {
      stopped = true
      cancel()
    }
  }

  async #socket(patience: number): Promise<Line> {
    const { session, url, WebSocket, clock } = this.#parts
    const { ticket } = await session.post('sessions.ticket', {})
    try {
      const line = await openSocketLine(ticket, { url, WebSocket, clock, patience })
      this.#way = freshWay
      this.#probes = 0
      return line
    } catch (error) {
      if (error instanceof LineFailure && error.end.code === 1006) this.#way = socketFailed(this.#way, error.hung)
      throw error
    }
  }

  async #events(): Promise<Line> {
    const { session, url, fetch, clock } = this.#parts
    const access = await session.access()
    const uplink = (connection: string, frame: Parameters<Line['send']>[0]) =>
      session.post('connection.frame', { connection, frame })
    try {
      return await openEventsLine(access, { url, fetch, clock, patience: longPatience, uplink })
    } catch (error) {
      // Neither way works: it is the network, not a wall before WebSockets.
      this.#way = freshWay
      throw error
    }
  }
}
