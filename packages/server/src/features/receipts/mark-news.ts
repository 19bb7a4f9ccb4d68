import type { Mark } from '@parley/protocol'
import type { House } from '../../house.ts'

/** Milliseconds that marks of a room are collected before they are told: of each member only the last. */
const collectFor = 150

/** Tells a room how far its members have got. At most once: the rows are the truth. */
export class MarkNews {
  readonly #house: House
  readonly #waiting = new Map<string, Map<string, Mark>>()

  constructor(house: House) {
    this.#house = house
  }

  tell(room: string, mark: Mark): void {
    const waiting = this.#waiting.get(room)
    if (waiting) {
      waiting.set(mark.user, mark)
      return
    }
    this.#waiting.set(room, new Map([[mark.user, mark]]))
    this.#house.clock.after(collectFor, () => void this.#publish(room))
  }

  async #publish(room: string): Promise<void> {
    const { storage, fanout } = this.#house
    const marks = [...(this.#waiting.get(room)?.values() ?? [])]
    this.#waiting.delete(room)
    try {
      const silent = await storage.read('mark.silent', { room })
      if (silent.length === 0) {
        fanout.publish({ kind: 'rooms', rooms: [room], event: { type: 'marks', room, marks } })
        return
      }
      for (const { user, state } of await storage.read('room.audience', { room })) {
        if (state !== 'joined') continue
        const shown = silent.includes(user) ? marks.map((mark) => withoutRead(mark, user)) : marks
        fanout.publish({ kind: 'user', user, event: { type: 'marks', room, marks: shown } })
      }
    } catch (error) {
      this.#house.log.warn({ err: error }, 'marks were not told')
    }
  }
}

/** Whoever keeps read marks to themselves sees those of nobody else (as in Signal); what was delivered stays. */
export function withoutRead(mark: Mark, viewer: string): Mark {
  return mark.user === viewer ? mark : { ...mark, read: 0 }
}
