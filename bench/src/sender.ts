import type { ClientSocket } from './client-socket.ts'
import { type Door, enterMute } from './entrance.ts'
import type { Person, Room } from './household.ts'
import { sendFrame } from './message.ts'

const [ok, error] = ['{"type":"ok","id":', '{"type":"error"']

/** A client that sends to one room and hears its acknowledgements alone: what delivery costs is measured by `fanout`. */
export class Sender {
  readonly #room: Room
  readonly #pending = new Map<number, () => void>()
  #socket: ClientSocket | null = null
  #last = 0

  constructor(room: Room) {
    this.#room = room
  }

  async enter(door: Door, person: Person): Promise<void> {
    this.#socket = await enterMute(door, person, (bytes, from, to) => {
      const start = bytes.toString('latin1', from, Math.min(to, from + 40))
      if (start.startsWith(error)) throw new Error(bytes.toString('utf8', from, to))
      if (start.startsWith(ok)) this.#acknowledged(Number.parseInt(start.slice(ok.length), 10))
    })
  }

  /** Milliseconds from the send to its acknowledgement. */
  async send(): Promise<number> {
    this.#last += 1
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#pending.set(this.#last, resolve)
    const at = performance.now()
    this.#socket?.write(sendFrame(this.#last, this.#room.id))
    await promise
    return performance.now() - at
  }

  leave(): void {
    this.#socket?.destroy()
  }

  #acknowledged(number: number): void {
    this.#pending.get(number)?.()
    this.#pending.delete(number)
  }
}
