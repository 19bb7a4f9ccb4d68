import type { Line } from '../history/line.ts'
import type { Timetable } from './timetable.ts'

type Noted<L> = L extends Line ? Omit<L, 't' | 'dev'> : never

/** The history of a simulated run. */
export class Notes {
  readonly #timetable: Timetable
  #lines: Line[] = []

  constructor(timetable: Timetable) {
    this.#timetable = timetable
  }

  /** @param t when it happened, if it was before now */
  note(dev: string, line: Noted<Line>, t = this.#timetable.now): void {
    this.#lines.push({ t, dev, ...line } as Line)
  }

  /** In the order of time. */
  get lines(): readonly Line[] {
    return this.#lines.toSorted((a, b) => a.t - b.t)
  }

  /** The store was put back to where each room stood at a head: what it had said of later positions is void (C9). */
  restored(heads: ReadonlyMap<string, number>): ReadonlySet<string> {
    const isLost = (line: Line): boolean => 'seq' in line && line.seq > (heads.get(line.room) ?? 0)
    const lost = this.#lines.filter(isLost)
    this.#lines = this.#lines.filter((line) => !isLost(line) && line.op !== 'complete')
    return new Set(lost.flatMap((line) => ('id' in line ? [`${line.room} ${line.id}`] : [])))
  }
}
