import type { ClientSocket } from './client-socket.ts'
import { type Door, enter } from './entrance.ts'
import type { Person } from './household.ts'

const entry = Buffer.from('{"type":"entry"')

/** A client that hears one room, and says when messages are there. */
export class Listener {
  #socket: ClientSocket | null = null
  #missing = 0
  #all = Promise.withResolvers<void>()

  async enter(door: Door, person: Person): Promise<void> {
    this.#socket = await enter(door, person, (bytes, from) => {
      if (bytes.compare(entry, 0, entry.length, from, from + entry.length) !== 0) return
      this.#missing -= 1
      if (this.#missing === 0) this.#all.resolve()
    })
  }

  /** Resolves once so many more messages are there; asked before they are sent. */
  hears(many: number): Promise<void> {
    this.#missing = many
    this.#all = Promise.withResolvers()
    return this.#all.promise
  }

  leave(): void {
    this.#socket?.destroy()
  }
}
