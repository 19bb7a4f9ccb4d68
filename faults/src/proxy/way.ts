import type { Socket } from 'node:net'
import { type Direction, type Piece, pieces, type Weather } from './weather.ts'

/** Bytes that may be under way before no more are taken: then the sender's own buffers fill, as in a network. */
const mostUnderWay = 65_536

/** One direction of one connection. */
export class Way {
  readonly #from: Socket
  readonly #to: Socket
  readonly #direction: Direction
  readonly #weather: () => Weather
  readonly #random: () => number
  #queue: Piece[] = []
  #underWay = 0
  #last = 0
  #timer: NodeJS.Timeout | undefined
  #end: 'none' | 'ended' | 'broken' = 'none'

  constructor(
    [from, to]: readonly [Socket, Socket],
    direction: Direction,
    weather: () => Weather,
    random: () => number,
  ) {
    this.#from = from
    this.#to = to
    this.#direction = direction
    this.#weather = weather
    this.#random = random
    from.on('data', (bytes) => this.#take(bytes))
    from.on('end', () => this.#over('ended'))
    from.on('error', () => this.#over('broken'))
    from.on('close', () => this.#over('ended'))
    to.on('drain', () => this.pump())
    to.on('close', () => clearTimeout(this.#timer))
  }

  /** Bytes that were taken and not handed on yet. */
  get underWay(): number {
    return this.#underWay
  }

  /** The weather is another one: nothing that is under way waits longer than it would from now on. */
  renew(): void {
    const latest = performance.now() + (this.#weather().latency ?? 0)
    this.#queue = this.#queue.map(({ due, bytes }) => ({ due: Math.min(due, latest), bytes }))
    this.#last = Math.min(this.#last, latest)
    this.pump()
  }

  /** Hands on what is due. */
  pump(): void {
    clearTimeout(this.#timer)
    if (this.#to.destroyed || this.#weather().held?.includes(this.#direction)) return
    if (this.#end === 'broken') {
      this.#to.resetAndDestroy()
      return
    }
    this.#write()
    if (this.#underWay < mostUnderWay) this.#from.resume()
    const [next] = this.#queue
    if (next && !this.#to.writableNeedDrain)
      this.#timer = setTimeout(() => this.pump(), Math.max(0, next.due - performance.now()))
    if (!next && this.#end === 'ended' && this.#to.writable) this.#to.end()
  }

  #write(): void {
    const now = performance.now()
    let due = this.#queue.findIndex((piece) => piece.due > now)
    if (due < 0) due = this.#queue.length
    let written = 0
    while (written < due && !this.#to.writableNeedDrain) {
      const { bytes } = this.#queue[written] as Piece
      this.#underWay -= bytes.length
      this.#to.write(bytes)
      written += 1
    }
    this.#queue.splice(0, written)
  }

  #take(bytes: Buffer): void {
    const made = pieces(bytes, this.#weather(), this.#random, { now: performance.now(), after: this.#last })
    this.#last = made.at(-1)?.due ?? this.#last
    this.#queue.push(...made)
    this.#underWay += bytes.length
    if (this.#underWay >= mostUnderWay) this.#from.pause()
    this.pump()
  }

  #over(how: 'ended' | 'broken'): void {
    if (this.#end === 'none') this.#end = how
    this.pump()
  }
}
