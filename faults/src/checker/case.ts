import type { Line, LineOf } from '../history/line.ts'
import { type Logged, nameOf, type Run } from './run.ts'

/** A run, arranged so that each question of an invariant takes one look. */
export class Case {
  readonly run: Run
  readonly #byOp: ReadonlyMap<Line['op'], readonly Line[]>
  readonly #users: ReadonlyMap<string, string>
  readonly #places: ReadonlyMap<string, readonly Logged[]>
  readonly #seats: ReadonlyMap<string, Run['seats']>

  constructor(run: Run) {
    this.run = run
    this.#byOp = Map.groupBy(run.lines, ({ op }) => op)
    this.#users = new Map(this.lines('begin').map(({ dev, user }) => [dev, user]))
    const logged = [...run.logs].flatMap(([room, log]) => log.map((one) => ({ room, ...one })))
    this.#places = Map.groupBy(logged, nameOf)
    this.#seats = Map.groupBy(run.seats, ({ room, user }) => `${room} ${user}`)
  }

  /** All lines of one kind, in the order of time. */
  lines<O extends Line['op']>(op: O): readonly LineOf<O>[] {
    return (this.#byOp.get(op) ?? []) as readonly LineOf<O>[]
  }

  userOf(device: string): string | undefined {
    return this.#users.get(device)
  }

  log(room: string): readonly Logged[] {
    return this.run.logs.get(room) ?? []
  }

  /** Where a message stands in the log: nowhere, or at one place. */
  places(message: { readonly room: string; readonly id: string }): readonly Logged[] {
    return this.#places.get(nameOf(message)) ?? []
  }

  /** Whether the user of a device is there and may read a position: whoever comes back may not read what they heard before. */
  mustShow(device: string, room: string, seq: number): boolean {
    const seat = this.#seats.get(`${room} ${this.userOf(device)}`)?.findLast(({ to }) => to === null)
    return seat !== undefined && seat.from <= seq
  }

  /** Whether the user of a device may read a position. */
  mayRead(device: string, room: string, seq: number): boolean {
    const seats = this.#seats.get(`${room} ${this.userOf(device)}`) ?? []
    return seats.some(({ from, to }) => from <= seq && seq <= (to ?? seq))
  }
}
