import type { Case } from '../case.ts'
import { type Finding, nameOf } from '../run.ts'

/** I7: nobody gets what was said before they came or after they were removed. */
export function seated(run: Case): readonly Finding[] {
  return [...run.lines('recv'), ...run.lines('display')]
    .filter(({ dev, room, seq }) => !run.mayRead(dev, room, seq))
    .map((line) => ({
      invariant: 'I7',
      says: `${line.dev} got ${nameOf(line)} at ${line.seq}, which is not for them`,
    }))
}
