import { pause } from '../../history/within.ts'
import { backAgain, refusals, span, within } from '../figures.ts'
import type { Came, Stage } from './phase.ts'

const sizes = { small: { pause: 500, rounds: 1, rest: 2000 }, large: { pause: 500, rounds: 20, rest: 5000 } }
/** Milliseconds that a node takes to end and to begin, about. */
const turn = 4000

/** F15: one node after the other is asked to end, and begins again. */
export async function rolling({ town, cluster, size }: Stage): Promise<Came> {
  const { rounds, rest, ...more } = sizes[size]
  const during = span()
  const talk = town.talk(Math.ceil((rounds * 3 * (rest + turn)) / more.pause), more.pause)
  talk.catch(() => undefined)
  for (let round = 0; round < rounds; round += 1)
    for (const { server } of cluster.nodes) {
      await server.end('SIGTERM')
      await server.begin()
      await pause(rest)
    }
  await talk
  const over = during()
  return {
    ran: [`F15 ${rounds * 3} orderly restarts of a node`],
    notRun: ['F15 two versions side by side: there is one version so far'],
    measure: (lines) => [backAgain(within(lines, over), 'F15', 5000), refusals(within(lines, over), 'F15')],
  }
}
