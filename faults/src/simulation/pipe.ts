import type { Lane } from './lane.ts'
import type { Timetable } from './timetable.ts'

interface Sent<T> {
  readonly what: T
  readonly size: number
  /** When it is there, where nothing holds it up. */
  readonly at: number
}

/** What is sent arrives in its order, some time later. */
export class Pipe<T> {
  readonly #timetable: Timetable
  readonly #lane: Lane
  readonly #delay: () => number
  readonly #arrived: (what: T) => void
  readonly #queue: Sent<T>[] = []
  #last = 0
  #isWaiting = false
  #isCut = false

  constructor(timetable: Timetable, lane: Lane, delay: () => number, arrived: (what: T) => void) {
    this.#timetable = timetable
    this.#lane = lane
    this.#delay = delay
    this.#arrived = arrived
  }

  send(what: T, size: number): void {
    if (this.#isCut) return
    const { now } = this.#timetable
    this.#last = Math.max(this.#last, now + this.#delay())
    this.#queue.push({ what, size, at: this.#last })
    this.#timetable.after(this.#last - now, () => this.#pump())
  }

  /** What is under way is lost, and whatever comes. */
  cut(): void {
    this.#isCut = true
    this.#queue.length = 0
  }

  /** Size of what the other side does not take. */
  get backlog(): number {
    return this.#lane.isHeld ? this.#queue.reduce((sum, { size }) => sum + size, 0) : 0
  }

  /** Milliseconds for which the oldest has been waiting that could be there. */
  get lateness(): number {
    const [first] = this.#queue
    return first ? Math.max(0, this.#timetable.now - first.at) : 0
  }

  #pump(): void {
    if (this.#isWaiting) return
    if (this.#lane.isHeld) this.#wait()
    for (let next = this.#queue[0]; next && !this.#isWaiting && next.at <= this.#timetable.now; next = this.#queue[0]) {
      this.#queue.shift()
      this.#arrived(next.what)
      if (this.#lane.isHeld) this.#wait()
    }
  }

  #wait(): void {
    if (this.#isWaiting) return
    this.#isWaiting = true
    this.#lane.pass(() => {
      this.#isWaiting = false
      this.#timetable.after(0, () => this.#pump())
    })
  }
}
