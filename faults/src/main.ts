// npm run faults: each fault, and what of the contract of delivery held (docs/delivery.md).
import { parseArgs } from 'node:util'
import { chanceFrom } from './driver/chance.ts'
import { type Round, rounds, simulation } from './scenarios/index.ts'
import type { Measured, Outcome, Scenario } from './scenarios/scenario.ts'
import { soak } from './scenarios/soak.ts'
import type { Plant } from './server/plants.ts'

const { values } = parseArgs({
  options: {
    large: { type: 'boolean', default: false },
    only: { type: 'string' },
    but: { type: 'string' },
    plant: { type: 'string' },
    'no-clock': { type: 'boolean', default: false },
    seed: { type: 'string' },
    keep: { type: 'string' },
    soak: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '120' },
  },
})
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
const size = values.large ? 'large' : 'small'
const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** Without the clock, on machines that do other things as well, only what must be none counts as over its bar. */
const isTimed = !values['no-clock']
const isOver = ({ value, most }: Measured): boolean => !(value <= most) && (most === 0 || isTimed)

/** Says what came of a scenario; answers whether the contract held. */
function report(name: string, { findings, figures, ran = [], notRun = [] }: Outcome, seconds: number): boolean {
  const over = figures.filter(isOver)
  const holds = findings.length + over.length === 0
  say(`${name}: ${holds ? 'holds' : 'FAILED'} after ${seconds.toFixed(0)} s`)
  if (ran.length > 0) say(`  ran: ${ran.join(', ')}`)
  for (const { name: what, value, most } of figures) say(`  ${value > most ? '! ' : ''}${what}: ${value} (bar ${most})`)
  for (const what of notRun) say(`  not run: ${what}`)
  for (const [invariant, all] of Map.groupBy(findings, (one) => one.invariant)) {
    say(`  ${invariant}: ${all.length} findings`)
    for (const { says } of all.slice(0, 5)) say(`    ${says}`)
  }
  return holds
}

// What was started ends with this process.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130))

say(`seed ${seed}, size ${size}`)
let failed = 0
let left = 0

/** Tries one fault and says what came of it. */
async function attempt(name: string, scenario: Scenario): Promise<void> {
  const began = performance.now()
  const asked = { chance: chanceFrom(seed), only: values.only, keep: values.keep, isTimed }
  const outcome = await scenario(size, values.plant as Plant | undefined, asked).catch(
    (error: Error): Outcome => ({ findings: [{ invariant: 'the run itself', says: error.stack ?? '' }], figures: [] }),
  )
  if (!report(name, outcome, (performance.now() - began) / 1000)) failed += 1
  left += outcome.notRun?.length ?? 0
}

const but = new Set(values.but?.split(','))
const isWanted = (name: string): boolean => {
  const names = name.split(' ')
  return values.only === undefined ? !names.some((one) => but.has(one)) : names.includes(values.only)
}
const run = async (round: Round): Promise<unknown> =>
  await Promise.all(Object.entries(round).map(([name, one]) => (isWanted(name) ? attempt(name, one) : null)))

const began = performance.now()
if (values.soak) await run({ F21: soak(Number(values.minutes)) })
else {
  const simulated = run(simulation)
  // Where nobody looks at the clock, it takes what the others leave of the processor, and they run two rounds at a time.
  if (isTimed) await simulated
  const toCome = rounds.values()
  const lane = async (): Promise<void> => {
    for (const round of toCome) await run(round)
  }
  await Promise.all(Array.from({ length: isTimed ? 1 : 2 }, lane))
  await simulated
}
const minutes = ((performance.now() - began) / 60_000).toFixed(1)
say(`${failed} failed, ${left} not run, seed ${seed}, ${minutes} minutes`)
process.exit(failed === 0 ? 0 : 1)
