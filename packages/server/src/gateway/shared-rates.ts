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
  const waiting = new Map<string, Took>()
  rates.watch((who, bucket, units) => {
    const key = `${bucket} ${who}`
    waiting.set(key, [who, bucket, units + (waiting.get(key)?.[2] ?? 0)])
  })
  fanout.subscribe((hint) => {
    if (hint.kind !== 'took' || hint.node === node) return
    for (const [who, bucket, units] of hint.took) rates.charge(who, bucket, units)
  })
  clock.every(every, () => {
    if (waiting.size > 0 && fanout.reach === 'all') fanout.publish({ kind: 'took', node, took: [...waiting.values()] })
    waiting.clear()
  })
}
