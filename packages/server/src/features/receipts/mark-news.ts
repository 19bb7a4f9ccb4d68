import type { Mark, SealedMark } from '@parley/protocol'
import type { House } from '../../house.ts'
import { Collected } from './collected.ts'

/** Milliseconds that marks of a room are collected before they are told: of each member only the last. */
const collectFor = 150

/** Tells a room how far its members have got. At most once: the rows are the truth. */
export class MarkNews {
  readonly #house: House
  readonly #clear: Collected<Mark>
  readonly #sealed: Collected<SealedMark>

  constructor(house: House) {
    const { clock, fanout } = house
    this.#house = house
    this.#clear = new Collected(clock, collectFor, (room, marks) => void this.#publish(room, marks))
    this.#sealed = new Collected(clock, collectFor, (room, marks) =>
      fanout.publish({ kind: 'rooms', rooms: [room], event: { type: 'sealed_marks', room, marks: [...marks] } }),
    )
  }

  tell(room: string, mark: Mark): void {
    this.#clear.add(room, mark.user, mark)
  }

  /** What a device has sealed goes to the whole room: only its members know what it says. */
  tellSealed(room: string, mark: SealedMark): void {
    this.#sealed.add(room, mark.device, mark)
  }

  async #publish(room: string, collected: readonly Mark[]): Promise<void> {
    const { storage, fanout } = this.#house
    const marks = [...collected]
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
