import type { Case } from '../case.ts'
import { type Finding, nameOf } from '../run.ts'

interface Timed {
  readonly seq: number
  readonly name: string
  readonly sent: number
  readonly acked: number
}

/** I9: what was acknowledged before another message of the room was begun stands before it. */
export function realTime(run: Case): readonly Finding[] {
  const begun = new Map(run.lines('send').map((sent) => [nameOf(sent), sent.t]))
  const acks = run.lines('ack').map((ack): Timed & { readonly room: string } => {
    const name = nameOf(ack)
    return { room: ack.room, seq: ack.seq, name, sent: begun.get(name) ?? ack.t, acked: ack.t }
  })
  return [...Map.groupBy(acks, ({ room }) => room).values()].flatMap((inRoom) => {
    // Of everything that stands before, the one that was begun last.
    let latest: Timed | null = null
    return inRoom
      .toSorted((a, b) => a.seq - b.seq)
      .flatMap((one): readonly Finding[] => {
        const before = latest
        if (!latest || one.sent > latest.sent) latest = one
        if (!before || one.acked >= before.sent) return []
        return [{ invariant: 'I9', says: `${one.name} at ${one.seq} was acknowledged before ${before.name} was begun` }]
      })
  })
}
