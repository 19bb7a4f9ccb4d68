import { ringsFor } from '@parley/client/calls'
import { useCell } from '../../../design/cell.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { useDesk } from '../desk/desk-context.ts'
import { dismissed } from './dismissed.ts'
import { RingCard } from './ring-card.tsx'
import { useRingEnds } from './use-ring-ends.ts'

/** The calls that ring for me, one card at a time, the oldest first. */
export function Rings() {
  const { client } = useDesk()
  const session = useReadable(client.session)
  const calls = useReadable(client.calls)
  const gone = useCell(dismissed)
  const me = session.kind === 'signed-in' ? session : null
  const rings = me ? ringsFor(calls, me.user).filter(({ id }) => !gone.has(id)) : []
  useRingEnds(rings, calls, me)
  const [first] = rings
  return first ? <RingCard key={first.id} call={first} /> : null
}
