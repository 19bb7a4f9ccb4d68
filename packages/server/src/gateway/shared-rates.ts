import type { Clock } from '../ports/clock.ts'
import type { Fanout, Took } from '../ports/fanout.ts'
import type { Rates } from './rates.ts'

/** Milliseconds in which another node learns what somebody took here. */
const every = 250

/**
 * Makes the limits of several nodes one: each says now and then what people took from it, and the others take it off.
 * While they do not hear each other, each limits for itself.
 * @param node names this node
 */
export function shareRates(
  rates: Rates,
  { fanout, clock, node }: { fanout: Fanout; clock: Clock; node: string },
): void {
  // Each message passes here: numbers alone, and no key that would have to be put together.
  const waiting = new Map<Took[1], Map<string, number>>()
  rates.watch((who, bucket, units) => {
    const those = waiting.get(bucket) ?? new Map<string, number>()
    if (those.size === 0) waiting.set(bucket, those)
    those.set(who, (those.get(who) ?? 0) + units)
  })
  fanout.subscribe((hint) => {
    if (hint.kind !== 'took' || hint.node === node) return
    for (const [who, bucket, units] of hint.took) rates.charge(who, bucket, units)
  })
  clock.every(every, () => {
    const took = [...waiting].flatMap(([bucket, those]) => [...those].map(([who, units]): Took => [who, bucket, units]))
    if (took.length > 0 && fanout.reach === 'all') fanout.publish({ kind: 'took', node, took })
    waiting.clear()
  })
}
