import type { Finding } from '../checker/run.ts'
import type { Chance } from '../driver/chance.ts'
import type { Plant } from '../server/plants.ts'

/** Something that was measured, with its bar. */
export interface Measured {
  readonly name: string
  readonly value: number
  readonly most: number
}

/** What came of a scenario. */
export interface Outcome {
  readonly findings: readonly Finding[]
  readonly figures: readonly Measured[]
  /** How much was done, and what could not be done here, in a few words each. */
  readonly ran?: readonly string[]
  readonly notRun?: readonly string[]
}

export type Size = 'small' | 'large'

/** How a scenario is to be run. */
export interface Asked {
  /** What the driver leaves to chance. */
  readonly chance: Chance
  /** Of a scenario with several faults only this one, by its name in the matrix. */
  readonly only: string | undefined
  /** Whether it counts how long things take. */
  readonly isTimed: boolean
  /** Folder in which the histories are to stay. */
  readonly keep: string | undefined
}

/** One fault, or several one after the other, and what came of it. `plant`: a defect that the server has. */
export type Scenario = (size: Size, plant: Plant | undefined, asked: Asked) => Promise<Outcome>
