import type { Case } from '../case.ts'
import { type Finding, nameOf } from '../run.ts'

/** I1: what was acknowledged is in the log once, at that position, with those words. */
export function acknowledged(run: Case): readonly Finding[] {
  const words = new Map(run.lines('send').map((sent) => [nameOf(sent), sent.h]))
  return run.lines('ack').flatMap((ack): readonly Finding[] => {
    const found = run.places(ack)
    const [entry] = found
    const wrong = (says: string): readonly Finding[] => [{ invariant: 'I1', says: `${nameOf(ack)}: ${says}` }]
    if (!entry) return wrong(`acknowledged at ${ack.seq} and not in the log`)
    if (found.length > 1) return wrong(`acknowledged once, ${found.length} times in the log`)
    if (entry.seq !== ack.seq) return wrong(`acknowledged at ${ack.seq}, in the log at ${entry.seq}`)
    if (entry.h !== null && entry.h !== words.get(nameOf(ack))) return wrong('the log holds other words')
    return []
  })
}
