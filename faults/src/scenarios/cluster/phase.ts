import type { Chance } from '../../driver/chance.ts'
import type { Cluster } from '../../driver/cluster.ts'
import type { Town } from '../../driver/town.ts'
import type { Line } from '../../history/line.ts'
import type { Measured, Size } from '../scenario.ts'

/** Where the faults of a cluster take place. */
export interface Stage {
  readonly town: Town
  readonly cluster: Cluster
  readonly chance: Chance
  readonly size: Size
}

/** What came of one fault. */
export interface Came {
  readonly figures?: readonly Measured[]
  /** What the history tells once everything is over. */
  readonly measure?: (lines: readonly Line[]) => readonly Measured[]
  readonly ran: readonly string[]
  readonly notRun?: readonly string[]
}

export type Phase = (stage: Stage) => Promise<Came>
