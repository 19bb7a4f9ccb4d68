import { Case } from './case.ts'
import { acknowledged } from './invariants/acknowledged.ts'
import { bounds } from './invariants/bounds.ts'
import { displayOrder } from './invariants/display-order.ts'
import { displayed } from './invariants/displayed.ts'
import { gapFree } from './invariants/gap-free.ts'
import { noHiddenHole } from './invariants/no-hidden-hole.ts'
import { realTime } from './invariants/real-time.ts'
import { refused } from './invariants/refused.ts'
import { seated } from './invariants/seated.ts'
import { senderOrder } from './invariants/sender-order.ts'
import { unforged } from './invariants/unforged.ts'
import { unleaked } from './invariants/unleaked.ts'
import type { Finding, Run } from './run.ts'

const invariants = [
  acknowledged,
  displayed,
  gapFree,
  displayOrder,
  senderOrder,
  unforged,
  seated,
  refused,
  realTime,
  noHiddenHole,
  bounds,
  unleaked,
]

/** Everything in a run that breaks the contract of delivery (docs/delivery.md); empty: it holds. */
export function check(run: Run): readonly Finding[] {
  const arranged = new Case(run)
  return invariants.flatMap((invariant) => invariant(arranged))
}
