import type { Case } from '../case.ts'
import type { Finding } from '../run.ts'

/** I11: memory, open files, delays and the end of revoked sessions stay within their bounds. */
export function bounds(run: Case): readonly Finding[] {
  const figures = run.lines('figure').filter(({ value, most }) => !(value <= most))
  const closed = run.lines('closed')
  const late = run
    .lines('revoke')
    .filter(({ dev, t, most }) => !closed.some((end) => end.dev === dev && end.t >= t && end.t - t <= most))
  return [
    ...figures.map(({ dev, name, value, most }) => ({
      invariant: 'I11',
      says: `${dev}: ${name} ${value}, at most ${most}`,
    })),
    ...late.map(({ dev, most }) => ({ invariant: 'I11', says: `${dev} was not closed within ${most} ms of its end` })),
  ]
}
