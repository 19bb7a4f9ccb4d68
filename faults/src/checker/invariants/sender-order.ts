import type { Case } from '../case.ts'
import { type Finding, nameOf } from '../run.ts'

/** I5: what one device sent to one room stands in the log in the order in which it was sent. */
export function senderOrder(run: Case): readonly Finding[] {
  const last = new Map<string, number>()
  return run.lines('send').flatMap((sent): readonly Finding[] => {
    const [place] = run.places(sent)
    if (!place) return []
    const lane = `${sent.dev} ${sent.room}`
    const before = last.get(lane) ?? 0
    last.set(lane, Math.max(before, place.seq))
    return place.seq > before
      ? []
      : [{ invariant: 'I5', says: `${sent.dev}: ${nameOf(sent)} at ${place.seq}, after ${before}` }]
  })
}
