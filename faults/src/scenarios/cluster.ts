import { inspect } from 'node:util'
import type { Finding } from '../checker/run.ts'
import { Cluster } from '../driver/cluster.ts'
import { runFolder } from '../driver/folder.ts'
import { told } from '../driver/told.ts'
import { Town } from '../driver/town.ts'
import type { Plant } from '../server/plants.ts'
import { phases } from './cluster/index.ts'
import type { Came } from './cluster/phase.ts'
import { saidIn, uncalledFor } from './figures.ts'
import type { Asked, Outcome, Size } from './scenario.ts'

const sizes = {
  small: { devices: 40, rooms: 20, roomsEach: 6, sealed: { rooms: 3, members: 4 } },
  large: { devices: 1000, rooms: 200, roomsEach: 2, sealed: { rooms: 20, members: 5 } },
}

/** Three nodes on one database go through one fault after the other, without a restart of what is whole. */
export async function cluster(size: Size, plant: Plant | undefined, { chance, only, keep }: Asked): Promise<Outcome> {
  await using parts = new AsyncDisposableStack()
  const { path: folder } = parts.use(await runFolder(keep))
  const house = parts.use(await Cluster.open(folder, plant))
  const town = parts.use(await Town.open({ ...sizes[size], house, folder }))
  const came: Came[] = []
  const broken: Finding[] = []
  for (const { names, phase } of phases) {
    if (only !== undefined && only !== 'cluster' && !names.includes(only)) continue
    const name = names.join(' and ')
    try {
      came.push(await phase({ town, cluster: house, chance, size }))
      await town.settled()
      told(`${name} is over`)
    } catch (error) {
      // What it has left behind is for the others to live with.
      broken.push({ invariant: name, says: inspect(error) })
      told(`${name} did not come to its end`)
    }
  }
  // What broke first says more than that the end could not be shown either.
  const checked = await town.findings().catch((error: unknown) => [{ invariant: 'the end', says: inspect(error) }])
  const findings = [...broken, ...checked]
  const lines = await town.history()
  return {
    findings,
    figures: [
      uncalledFor(house),
      ...came.flatMap(({ figures = [], measure = () => [] }) => [...figures, ...measure(lines)]),
    ],
    ran: [`${sizes[size].devices} devices on 3 nodes`, ...saidIn(lines), ...came.flatMap(({ ran }) => ran)],
    notRun: came.flatMap(({ notRun = [] }) => notRun),
  }
}
