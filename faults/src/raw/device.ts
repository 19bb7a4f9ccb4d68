import type { Person } from '@parley/bench/household'
import { type ClientFrame, type Entry, makeId, pageEntries, type ServerFrame, subprotocol } from '@parley/protocol'
import { WebSocket } from 'ws'
import { now } from '../history/now.ts'

/** Where a raw device enters, and as whom. */
export interface RawSeat {
  readonly person: Person
  /** The one room that it counts. */
  readonly room: string
}

export interface RawDoor {
  readonly port: number
  readonly accessOf: (person: Person) => string
  /** The address from which it comes: each has ports for so many connections only. */
  readonly from: string
}

/** Milliseconds: what comes back waits as clients do, at random up to a bound that doubles. */
const [waitLeast, waitMost] = [500, 30_000]
const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

/**
 * The least of a client: it holds one room's log without a hole, says when it was whole again after each connection,
 * and comes back by itself. Thousands of them fit into one process.
 */
export class RawDevice {
  readonly seat: RawSeat
  readonly #door: RawDoor
  #socket: WebSocket | null = null
  #epoch: string | null = null
  #attempt = 0
  #asked = 0
  #closing = false
  readonly #waiting = new Map<number, (frame: ServerFrame) => void>()
  /** Position up to which it holds everything. */
  cursor = 0
  isLive = false
  /** Positions that were skipped, and connections that ended, by code. */
  readonly holes: string[] = []
  readonly closes: number[] = []
  /** Milliseconds from the writing of a message to its arrival here. */
  latencies: number[] = []

  constructor(seat: RawSeat, door: RawDoor) {
    this.seat = seat
    this.#door = door
  }

  /** Enters until it is live, however often that has to be tried. */
  async come(): Promise<void> {
    while (!this.#closing) {
      try {
        await this.#enter()
        this.#attempt = 0
        return
      } catch {
        this.#attempt += 1
        const most = Math.min(waitMost, waitLeast * 2 ** this.#attempt)
        await new Promise((resolve) => setTimeout(resolve, Math.random() * most))
      }
    }
  }

  /** Writes something of so many bytes; resolves with the milliseconds until it was acknowledged. */
  async say(bytes: number): Promise<number> {
    const began = now()
    const body = JSON.stringify({ v: 1, kind: 'text', text: `${began} ${'x'.repeat(bytes)}` })
    await this.#do('messages.send', { room: this.seat.room, id: newId(), kind: 'message', body })
    return now() - began
  }

  leave(): void {
    this.#closing = true
    this.#socket?.terminate()
  }

  async #ticket(): Promise<string> {
    const answer = await fetch(`http://127.0.0.1:${this.#door.port}/api/sessions.ticket`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.#door.accessOf(this.seat.person)}` },
      body: '{}',
    })
    if (!answer.ok) throw new Error(`sessions.ticket: ${answer.status}`)
    return ((await answer.json()) as { ticket: string }).ticket
  }

  async #enter(): Promise<void> {
    const socket = new WebSocket(
      `ws://127.0.0.1:${this.#door.port}/api/socket`,
      [subprotocol, `ticket.${await this.#ticket()}`],
      { localAddress: this.#door.from, perMessageDeflate: false, handshakeTimeout: 30_000 },
    )
    this.#socket = socket
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    socket.on('error', () => undefined)
    socket.on('message', (data) => this.#take(JSON.parse(String(data)) as ServerFrame, resolve))
    socket.on('close', (code) => {
      reject(new Error(`closed with ${code}`))
      this.#waiting.clear()
      this.closes.push(code)
      if (this.isLive && !this.#closing) void this.come()
      this.isLive = false
    })
    await promise
  }

  #send(frame: ClientFrame): void {
    this.#socket?.send(JSON.stringify(frame))
  }

  async #do(command: string, input: unknown): Promise<unknown> {
    this.#asked += 1
    const id = this.#asked
    const answer = await new Promise<ServerFrame>((resolve) => {
      this.#waiting.set(id, resolve)
      this.#send({ type: 'do', id, command, input })
    })
    if (answer.type === 'error') throw new Error(answer.error.code)
    return answer.type === 'ok' ? answer.output : null
  }

  #take(frame: ServerFrame, live: () => void): void {
    switch (frame.type) {
      case 'welcome': {
        this.#epoch ??= frame.epoch
        const rooms = this.cursor > 0 ? { [this.seat.room]: this.cursor } : {}
        const epoch = this.cursor > 0 ? this.#epoch : null
        this.#send({ type: 'resume', cursors: { epoch, inbox: 0, rooms, at: Date.now() } })
        return
      }
      case 'snapshot':
        if (this.cursor === 0) this.cursor = frame.rooms.find(({ id }) => id === this.seat.room)?.head ?? 0
        return
      case 'limited':
        void this.#fetch(frame.head)
        return
      case 'backfill':
        if (frame.room === this.seat.room) this.#hold(frame.entries)
        return
      case 'entry':
        if (frame.room !== this.seat.room) return
        this.#hold([frame.entry])
        this.#clock(frame.entry)
        return
      case 'beat':
        this.#send({ type: 'token', access: this.#door.accessOf(this.seat.person) })
        this.#send({ type: 'beat' })
        return
      case 'live':
        this.isLive = true
        live()
        return
      case 'ok':
      case 'error':
        if (frame.id === null) return
        this.#waiting.get(frame.id)?.(frame)
        this.#waiting.delete(frame.id)
        return
      default:
    }
  }

  /** What was written by this machine carries the moment at which it was. */
  #clock({ body }: Entry): void {
    const at = /"text":"(\d+\.?\d*) /.exec(body)?.[1]
    if (at !== undefined) this.latencies.push(now() - Number(at))
  }

  #hold(entries: readonly Entry[]): void {
    for (const { seq } of entries) {
      if (seq <= this.cursor) continue
      if (seq > this.cursor + 1 && !this.#isFetching) this.holes.push(`${this.cursor} to ${seq}`)
      if (!this.#isFetching) this.cursor = seq
    }
  }

  #isFetching = false

  /** The pages that were too many for a resume. What comes meanwhile is fetched too. */
  async #fetch(head: number): Promise<void> {
    this.#isFetching = true
    let until = head
    try {
      while (this.cursor < until) {
        const at = { kind: 'after', seq: this.cursor } as const
        const page = await this.#do('messages.history', { room: this.seat.room, at, limit: pageEntries })
        const { entries, head: grown } = page as { entries: readonly Entry[]; head: number }
        for (const { seq } of entries) {
          if (seq !== this.cursor + 1) this.holes.push(`${this.cursor} to ${seq}`)
          this.cursor = seq
        }
        until = grown
        if (entries.length === 0) return
      }
    } finally {
      this.#isFetching = false
    }
  }
}
