import type { LineOf } from '../../history/line.ts'
import type { Case } from '../case.ts'
import { type Finding, nameOf } from '../run.ts'

/** What a device has not shown at the end, or more than once. */
function lacks(run: Case, { dev, room, shown }: LineOf<'final'>): readonly Finding[] {
  const times = Map.groupBy(shown, ({ id }) => id)
  const due = run.log(room).filter(({ seq, counts }) => counts && run.mustShow(dev, room, seq))
  return due.flatMap(({ id, seq }) => {
    const count = times.get(id)?.length ?? 0
    return count === 1 ? [] : [{ invariant: 'I2', says: `${dev} shows ${room} ${id} at ${seq} ${count} times` }]
  })
}

/** The same message twice before the eyes of one person, in one life of a device. */
function repeats({ run }: Case): readonly Finding[] {
  const life = new Map<string, number>()
  const seen = new Set<string>()
  return run.lines.flatMap((line): readonly Finding[] => {
    if (line.op === 'begin') life.set(line.dev, line.life)
    if (line.op !== 'display') return []
    const name = `${line.dev} ${life.get(line.dev)} ${nameOf(line)}`
    if (seen.has(name)) return [{ invariant: 'I2', says: `${line.dev} showed ${nameOf(line)} a second time` }]
    seen.add(name)
    return []
  })
}

/** I2: everything in the log shows exactly once on each device that may read it. */
export function displayed(run: Case): readonly Finding[] {
  const last = new Map(run.lines('final').map((line) => [`${line.dev} ${line.room}`, line]))
  return [...[...last.values()].flatMap((line) => lacks(run, line)), ...repeats(run)]
}
