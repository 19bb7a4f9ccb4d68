import type { Case } from '../case.ts'
import type { Finding } from '../run.ts'

/** I12: what was sealed is found nowhere but on the devices of members. */
export const unleaked = (run: Case): readonly Finding[] =>
  run.lines('leak').map(({ place }) => ({ invariant: 'I12', says: `what was sealed can be read in ${place}` }))
