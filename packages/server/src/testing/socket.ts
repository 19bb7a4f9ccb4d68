import { once } from 'node:events'
import {
  type ClientFrame,
  type CommandName,
  type Cursors,
  type InputOf,
  type OutputOf,
  ParleyError,
  type ServerFrame,
  subprotocol,
} from '@parley/protocol'
import { WebSocket } from 'ws'

type Type = ServerFrame['type']
type FrameOf<T extends Type> = Extract<ServerFrame, { readonly type: T }>

interface Waiting {
  readonly fits: (frame: ServerFrame) => boolean
  readonly resolve: (frame: ServerFrame) => void
  readonly reject: (error: Error) => void
}

export interface Closed {
  readonly code: number
  readonly reason: string
}

const firstContact: Cursors = { epoch: null, inbox: 0, rooms: {}, at: 0 }

/** A WebSocket of one device, frame by frame. */
export class TestSocket {
  readonly #ws: WebSocket
  readonly #waiting = new Set<Waiting>()
  #unread: ServerFrame[] = []
  #commands = 0
  #over: Error | null = null
  /** Everything that arrived, in order. */
  readonly frames: ServerFrame[] = []
  readonly closed: Promise<Closed>
  /** Whether it answers heartbeats, as a client that is alive does. */
  answersBeats = true

  constructor(ws: WebSocket) {
    this.#ws = ws
    const closed = Promise.withResolvers<Closed>()
    this.closed = closed.promise
    ws.on('message', (data) => this.#take(JSON.parse(String(data)) as ServerFrame))
    ws.on('close', (code, reason) => {
      closed.resolve({ code, reason: String(reason) })
      this.#over = new Error(`The socket closed with ${code}.`)
      for (const { reject } of this.#waiting) reject(this.#over)
    })
    ws.on('error', () => undefined)
  }

  /** The first unread frame of a type that fits, now or when it comes. It counts as read then; others stay. */
  async next<T extends Type>(type: T, fits: (frame: FrameOf<T>) => boolean = () => true): Promise<FrameOf<T>> {
    const right = (frame: ServerFrame): boolean => frame.type === type && fits(frame as FrameOf<T>)
    const at = this.#unread.findIndex(right)
    if (at >= 0) return this.#unread.splice(at, 1)[0] as FrameOf<T>
    return (await this.#wait(right)) as FrameOf<T>
  }

  /** Unread frames of a type, read by this. */
  unread<T extends Type>(type: T): FrameOf<T>[] {
    const found = this.#unread.filter((frame) => frame.type === type)
    this.#unread = this.#unread.filter((frame) => frame.type !== type)
    return found as FrameOf<T>[]
  }

  send(frame: ClientFrame): void {
    this.#ws.send(JSON.stringify(frame))
  }

  /** Bytes as they are. */
  sendRaw(data: string | Uint8Array): void {
    this.#ws.send(data)
  }

  /** A command over this socket; throws its error. */
  async do<N extends CommandName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
    this.#commands += 1
    const id = this.#commands
    const answered = this.#wait((frame) => (frame.type === 'ok' || frame.type === 'error') && frame.id === id)
    this.send({ type: 'do', id, command: name, input })
    const answer = await answered
    if (answer.type === 'error') throw ParleyError.from(answer.error)
    return (answer as FrameOf<'ok'>).output as OutputOf<N>
  }

  /** Catches up from cursors and waits until live; answers the snapshot. */
  async resume(cursors: Partial<Cursors> = {}): Promise<FrameOf<'snapshot'>> {
    this.send({ type: 'resume', cursors: { ...firstContact, ...cursors } })
    const snapshot = await this.next('snapshot')
    await this.next('live')
    return snapshot
  }

  close(): Promise<Closed> {
    this.#ws.close()
    return this.closed
  }

  /** Breaks off without a close frame. */
  terminate(): void {
    this.#ws.terminate()
  }

  #wait(fits: Waiting['fits']): Promise<ServerFrame> {
    if (this.#over) return Promise.reject(this.#over)
    const { promise, resolve, reject } = Promise.withResolvers<ServerFrame>()
    this.#waiting.add({ fits, resolve, reject })
    return promise
  }

  #take(frame: ServerFrame): void {
    this.frames.push(frame)
    if (frame.type === 'beat' && this.answersBeats) this.send({ type: 'beat' })
    for (const waiting of this.#waiting) {
      if (!waiting.fits(frame)) continue
      this.#waiting.delete(waiting)
      waiting.resolve(frame)
      return
    }
    this.#unread.push(frame)
  }
}

/** A socket after `welcome`. Throws when the upgrade is refused. */
export async function openSocket(port: number, ticket: string): Promise<TestSocket> {
  const ws = new WebSocket(`ws://127.0.0.1:${port}/api/socket`, [subprotocol, `ticket.${ticket}`])
  const socket = new TestSocket(ws)
  await once(ws, 'open')
  await socket.next('welcome')
  return socket
}

/** HTTP status of an upgrade that is refused; 101 if it is not. */
export async function upgradeStatus(port: number, protocols: string[], origin?: string): Promise<number> {
  const options = origin === undefined ? {} : { origin }
  const ws = new WebSocket(`ws://127.0.0.1:${port}/api/socket`, protocols, options)
  const { promise, resolve } = Promise.withResolvers<number>()
  ws.on('error', () => undefined)
  ws.on('open', () => resolve(101))
  ws.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
  const status = await promise
  ws.terminate()
  return status
}
