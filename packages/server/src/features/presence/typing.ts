import { type Event, typingEnds } from '@parley/protocol'
import type { House } from '../../house.ts'

/** Who is typing where. It ends by itself, with what they send, and when they leave. Never stored. */
export class Typing {
  readonly #house: House
  readonly #rooms = new Map<string, Map<string, () => void>>()

  constructor(house: House) {
    this.#house = house
  }

  begin(room: string, user: string): void {
    const users = this.#rooms.get(room) ?? new Map<string, () => void>()
    users.get(user)?.()
    users.set(
      user,
      this.#house.clock.after(typingEnds, () => this.end(room, user)),
    )
    this.#rooms.set(room, users)
    this.#tell(room, user, true)
  }

  end(room: string, user: string): void {
    const users = this.#rooms.get(room)
    const cancel = users?.get(user)
    if (!users || !cancel) return
    cancel()
    users.delete(user)
    if (users.size === 0) this.#rooms.delete(room)
    this.#tell(room, user, false)
  }

  /** What only the members of a sealed room understand; whether it ended is for them to know. */
  relay(room: string, user: string, sealed: string): void {
    const event: Event = { type: 'sealed_typing', room, user, sealed }
    this.#house.fanout.publish({ kind: 'rooms', rooms: [room], event, except: user })
  }

  in(room: string): readonly string[] {
    return [...(this.#rooms.get(room)?.keys() ?? [])]
  }

  #tell(room: string, user: string, typing: boolean): void {
    const event: Event = { type: 'typing', room, user, typing }
    this.#house.fanout.publish({ kind: 'rooms', rooms: [room], event, except: user })
  }
}
