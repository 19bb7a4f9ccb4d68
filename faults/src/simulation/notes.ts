import type { Line } from '../history/line.ts'
import type { Timetable } from './timetable.ts'

type Noted<L> = L extends Line ? Omit<L, 't' | 'dev'> : never

const isBeyond = (line: Line, heads: ReadonlyMap<string, number>): boolean =>
  'seq' in line && line.seq > (heads.get(line.room) ?? 0)

/** The history of a simulated run. */
export class Notes {
  readonly #timetable: Timetable
  #lines: Line[] = []
  /** What was in the log of a store that was put back, and is not in this one: `room id`. */
  readonly lost = new Set<string>()
  /** How far the rooms had come in the store that was put back, and who has heard of it since. */
  #back: {
    readonly heads: ReadonlyMap<string, number>
    readonly epoch: string
    readonly heard: Set<string>
  } | null = null

  constructor(timetable: Timetable) {
    this.#timetable = timetable
  }

  /** @param t when it happened, if it was before now */
  note(dev: string, line: Noted<Line>, t = this.#timetable.now): void {
    const noted = { t, dev, ...line } as Line
    // What a device still takes in of the store before is void as well.
    if (this.#back && !this.hasHeard(dev) && isBeyond(noted, this.#back.heads)) this.#lose(noted)
    else this.#lines.push(noted)
  }

  /** In the order of time. */
  get lines(): readonly Line[] {
    return this.#lines.toSorted((a, b) => a.t - b.t)
  }

  /** The store was put back to where each room stood at a head: what it had said of later positions is void (C9). */
  restored(heads: ReadonlyMap<string, number>, epoch: string): void {
    this.#back = { heads, epoch, heard: new Set() }
    for (const line of this.#lines) if (isBeyond(line, heads)) this.#lose(line)
    this.#lines = this.#lines.filter((line) => !isBeyond(line, heads) && line.op !== 'complete')
  }

  /** A device has heard which store it is. */
  welcomed(dev: string, epoch: string): void {
    if (this.#back?.epoch === epoch) this.#back.heard.add(dev)
  }

  /** Whether a device knows of the store that there is now. */
  hasHeard(dev: string): boolean {
    return this.#back?.heard.has(dev) ?? true
  }

  #lose(line: Line): void {
    if ('id' in line) this.lost.add(`${line.room} ${line.id}`)
  }
}
