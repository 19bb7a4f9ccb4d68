import type { Case } from '../case.ts'
import { type Finding, nameOf } from '../run.ts'

/** I8: what was refused for good is in no log. */
export function refused(run: Case): readonly Finding[] {
  return run.lines('nack').flatMap((nack): readonly Finding[] =>
    run.places(nack).map(({ seq }) => ({
      invariant: 'I8',
      says: `${nameOf(nack)} was refused (${nack.code}) and stands at ${seq}`,
    })),
  )
}
