import type { ClientSocket, OnText } from './client-socket.ts'
import type { Person, Room } from './household.ts'
import { sendFrame } from './message.ts'

const [entry, error] = [Buffer.from('{"type":"entry"'), Buffer.from('{"type":"error"')]

const begins = (bytes: Buffer, from: number, start: Buffer): boolean =>
  bytes.compare(start, 0, start.length, from, from + start.length) === 0

/** What delivers: the server, or the floor below it. */
export interface Deliverer {
  readonly pid: number
  enter(person: Person, room: Room, onText: OnText): Promise<ClientSocket>
}

/** One room: its first member sends, and so many messages are under way until everybody has them. */
export class Traffic {
  readonly #room: Room
  readonly #inFlight: number
  readonly #sockets: ClientSocket[] = []
  /** Members that still wait for a message, by its number modulo `inFlight`: older ones are complete. */
  readonly #waiting: number[]
  #sent = 0
  #complete = 0
  #flushing = false
  #running = false
  #timer: NodeJS.Timeout | undefined
  /** Entries that arrived at members. */
  delivered = 0
  /** Bytes of one delivered entry with its frame's head. */
  frameBytes = 0

  constructor(room: Room, inFlight: number) {
    this.#room = room
    this.#inFlight = inFlight
    this.#waiting = Array<number>(inFlight).fill(0)
  }

  get isQuiet(): boolean {
    return this.#complete === this.#sent
  }

  async join(deliverer: Deliverer, person: Person): Promise<void> {
    let heard = 0
    const socket = await deliverer.enter(person, this.#room, (bytes, from, to) => {
      if (begins(bytes, from, error)) throw new Error(bytes.toString('utf8', from, to))
      if (!begins(bytes, from, entry)) return
      this.frameBytes = to - from + 4
      this.#arrived(heard)
      heard += 1
    })
    this.#sockets.push(socket)
  }

  start(): void {
    this.#running = true
    this.#later()
  }

  /** Sends so many messages a second, whatever is under way. */
  pace(perSecond: number): void {
    this.stop()
    this.#timer = setInterval(() => this.#send(1), 1000 / perSecond)
  }

  /** Sends nothing more; what is under way still arrives. */
  stop(): void {
    this.#running = false
    clearInterval(this.#timer)
  }

  leave(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  #arrived(number: number): void {
    this.delivered += 1
    const slot = number % this.#inFlight
    const left = (this.#waiting[slot] ?? 0) - 1
    this.#waiting[slot] = left
    if (left > 0) return
    this.#complete += 1
    this.#later()
  }

  /** What became complete within one chunk of bytes is followed by as many messages at once. */
  #later(): void {
    if (this.#flushing || !this.#running) return
    this.#flushing = true
    process.nextTick(() => {
      this.#flushing = false
      this.#send(this.#inFlight - (this.#sent - this.#complete))
    })
  }

  #send(count: number): void {
    const frames = Array.from({ length: count }, () => {
      this.#waiting[this.#sent % this.#inFlight] = this.#sockets.length
      this.#sent += 1
      return sendFrame(this.#sent, this.#room.id)
    })
    this.#sockets[0]?.write(Buffer.concat(frames))
  }
}
