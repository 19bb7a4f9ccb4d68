// npm run simulate: runs from seeds, of everything in one process (docs/delivery.md). `--seed N` runs one again.
import { parseArgs } from 'node:util'
import { simulateAll } from './simulation/crew.ts'
import { type SimulatedPlantName, simulatedPlants } from './simulation/plants.ts'
import { simulate } from './simulation/simulate.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '500' },
    steps: { type: 'string', default: '2000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    plant: { type: 'string' },
    lines: { type: 'boolean', default: false },
  },
})
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const steps = Number(values.steps)
let failed = 0

/** One run, with everything that was noted where that is wanted. */
async function once(seed: number): Promise<void> {
  const plant = values.plant === undefined ? undefined : simulatedPlants[values.plant as SimulatedPlantName]
  const { findings, lines } = await simulate(seed, steps, {
    plant,
    eager: plant && 'eager' in plant ? plant.eager : [],
  })
  if (values.lines) for (const line of lines) say(JSON.stringify(line))
  for (const { invariant, says } of findings) say(`${invariant}: ${says}`)
  failed = findings.length
}

async function many(from: number, seeds: number): Promise<void> {
  const began = performance.now()
  let noted = 0
  await simulateAll({ from, seeds, steps }, ({ seed, findings, lines }) => {
    noted += lines
    if (findings.length === 0) return
    failed += 1
    say(`seed ${seed}: ${findings.length} findings; npm run simulate -- --seed ${seed} --steps ${steps}`)
    for (const { invariant, says } of findings.slice(0, 3)) say(`  ${invariant}: ${says}`)
  })
  const took = ((performance.now() - began) / 1000).toFixed(0)
  say(`${seeds} seeds of ${steps} steps, ${noted} events, ${failed} seeds with findings, ${took} s`)
}

await (values.seed === undefined ? many(Number(values.from), Number(values.seeds)) : once(Number(values.seed)))
process.exitCode = failed === 0 ? 0 : 1
