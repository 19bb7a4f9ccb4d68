import type { Finding } from '../checker/run.ts'
import type { Plant } from '../server/plants.ts'
import { simulateAll } from '../simulation/crew.ts'
import type { Asked, Outcome, Size } from './scenario.ts'

const steps = 2000
const sizes = { small: { seeds: 500, most: 180 }, large: { seeds: 20_000, most: 7200 } }

/** D1: everything in one process, on time and chance that come from a seed. */
export async function simulated(size: Size, _: Plant | undefined, { isTimed }: Asked): Promise<Outcome> {
  const { seeds, most } = sizes[size]
  const began = performance.now()
  const findings: Finding[] = []
  await simulateAll({ from: 1, seeds, steps, priority: isTimed ? 0 : 19 }, ({ seed, findings: found }) => {
    const again = `npm run simulate -- --seed ${seed} --steps ${steps}`
    for (const { invariant, says } of found) findings.push({ invariant, says: `${says} (${again})` })
  })
  const seconds = Math.round((performance.now() - began) / 1000)
  return { findings, figures: [{ name: `seconds for ${seeds} seeds of ${steps} steps`, value: seconds, most }] }
}
