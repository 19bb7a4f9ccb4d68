import type { TestSocket } from '@parley/server/testing'
import { within } from '../history/within.ts'
import { type Guest, newGuest, newId } from './visitors.ts'

/** Somebody on one node, who asks it to store something while it may not be able to. */
export class Prober {
  readonly #guest: Guest
  readonly #port: number
  readonly #room: string
  readonly #socket: TestSocket

  private constructor(guest: Guest, port: number, room: string, socket: TestSocket) {
    this.#guest = guest
    this.#port = port
    this.#room = room
    this.#socket = socket
  }

  static async open(port: number, handle: string): Promise<Prober> {
    const guest = await newGuest(port, handle)
    const room = newId()
    await guest.call(port, 'rooms.create', { id: room, kind: 'public', name: `Room of ${handle}`, topic: '' })
    return new Prober(guest, port, room, await guest.live(port))
  }

  /** Writes a message. `answer`: what came of it at first, null as long as nothing did. */
  write(): { readonly id: string; answer: 'stored' | 'not stored' | null } {
    const written: ReturnType<Prober['write']> = { id: newId(), answer: null }
    this.#socket.do('messages.send', this.#message(written.id)).then(
      () => {
        written.answer = 'stored'
      },
      () => {
        written.answer = 'not stored'
      },
    )
    return written
  }

  /** Tries the same message until it is stored; answers how often the log has it. */
  async insist(id: string): Promise<number> {
    const tried = async (): Promise<void> => {
      for (;;) {
        const done = await this.#guest.call(this.#port, 'messages.send', this.#message(id)).then(
          () => true,
          () => false,
        )
        if (done) return
      }
    }
    await within(60, 'somebody on a node that was cut off: to send again', tried())
    const at = { kind: 'newest' } as const
    const { entries } = await this.#guest.call(this.#port, 'messages.history', { room: this.#room, at, limit: 50 })
    return entries.filter((entry) => entry.id === id).length
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.terminate()
  }

  #message(id: string) {
    const body = JSON.stringify({ v: 1, kind: 'text', text: id })
    return { room: this.#room, id, kind: 'message', body } as const
  }
}
