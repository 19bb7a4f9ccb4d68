import type { Case } from '../case.ts'
import type { Finding } from '../run.ts'

/** I3: the positions of a room are 1, 2, 3 … without a hole. */
export function gapFree({ run }: Case): readonly Finding[] {
  return [...run.logs].flatMap(([room, log]) => {
    const at = log.findIndex(({ seq }, n) => seq !== n + 1)
    return at < 0 ? [] : [{ invariant: 'I3', says: `${room}: position ${at + 1} of the log is ${log[at]?.seq}` }]
  })
}
