import type { Finding } from '../checker/run.ts'
import { Cluster } from '../driver/cluster.ts'
import { runFolder } from '../driver/folder.ts'
import { told } from '../driver/told.ts'
import { uncalledFor } from './figures.ts'
import type { Measured, Scenario } from './scenario.ts'
import { type Round, round } from './soak/round.ts'
import { Vitals } from './soak/vitals.ts'

/** Minutes that one round takes at least, in which everybody is somebody else: histories would outgrow memory. */
const each = 10

/**
 * F21: for so many minutes nodes are killed, cut off and badly reached, and some who listen stop, all by chance. One node
 * is never killed: what it takes must not grow.
 */
export const soak =
  (minutes: number): Scenario =>
  async (_size, plant, { chance, keep }) => {
    await using folder = await runFolder(keep)
    await using cluster = await Cluster.open(folder.path, plant)
    await using vitals = new Vitals(cluster.node(2).server)
    const rounds: Round[] = []
    const findings: Finding[] = []
    const until = performance.now() + minutes * 60_000
    // What faults hold up makes a round longer than it was meant to be.
    for (let turn = 0; performance.now() < until; turn += 1) {
      const milliseconds = Math.min(each * 60_000, until - performance.now())
      const one = await round({ cluster, chance, turn, milliseconds, folder: folder.path })
      await vitals.atRest()
      rounds.push(one)
      findings.push(...one.findings)
      told(`round ${turn}: ${one.said} messages, ${one.findings.length} findings; ${vitals.says}`)
    }
    const figures: readonly Measured[] = [uncalledFor(cluster), ...vitals.figures()]
    const said = rounds.reduce((sum, one) => sum + one.said, 0)
    const done = Object.entries(
      Object.groupBy(
        rounds.flatMap(({ did }) => did),
        (what) => what,
      ),
    )
    return {
      findings,
      figures,
      ran: [`${said} messages`, ...done.map(([what, all]) => `${all?.length} times ${what}`)],
    }
  }
