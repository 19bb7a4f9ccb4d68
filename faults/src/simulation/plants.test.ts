import { expect, test } from 'vitest'
import { type SimulatedPlant, simulatedPlants } from './plants.ts'
import { simulate } from './simulate.ts'

const steps = 500
/** Seeds within which each defect has to show. */
const seedsMost = 12

/** The first seed that shows a defect, with the invariants that found it. */
async function firstCaught(plant: SimulatedPlant): Promise<{ readonly seed: number; readonly by: readonly string[] }> {
  for (let seed = 1; seed <= seedsMost; seed += 1) {
    const { findings } = await simulate(seed, steps, { plant, eager: plant.eager })
    if (findings.length > 0) return { seed, by: [...new Set(findings.map(({ invariant }) => invariant))] }
  }
  return { seed: Number.NaN, by: [] }
}

/** By which invariant each has to be found; another may find it too. */
const foundBy: Readonly<Record<keyof typeof simulatedPlants, string>> = {
  'ack-before-commit': 'I1',
  'publish-dropped': 'I2',
  'two-swapped': 'I5',
  'stored-again': 'I1',
  'holes-in-positions': 'I3',
  'wrong-epoch-accepted': 'I2',
  'resume-off-by-one': 'I10',
  'delivered-after-removal': 'I7',
  'silently-truncated': 'I10',
  'unbounded-queue': 'I11',
  'revoked-sockets-stay': 'I11',
  'ordered-by-the-wall-clock': 'I4',
}

const plants: readonly (readonly [string, SimulatedPlant, string])[] = Object.entries(simulatedPlants).map(
  ([name, plant]) => [name, plant, foundBy[name as keyof typeof foundBy]],
)

test.each(plants)('D1: a planted defect is caught, and the same run without it is clean: %s', async (_, plant, by) => {
  const caught = await firstCaught(plant)
  expect(caught.by).toContain(by)
  const { findings } = await simulate(caught.seed, steps, { eager: plant.eager })
  expect(findings).toEqual([])
})
