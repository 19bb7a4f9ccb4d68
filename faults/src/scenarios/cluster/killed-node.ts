import { oneOf } from '../../driver/chance.ts'
import { told } from '../../driver/told.ts'
import { pause } from '../../history/within.ts'
import { backAgain, span, within } from '../figures.ts'
import { churn } from './churn.ts'
import type { Came, Stage } from './phase.ts'

const sizes = {
  small: { each: 60, pause: 500, kills: 6, between: 3000, turnovers: 2, least: 3 },
  // A thousand people on the two cores of a small machine, which has to have time left: half of them is their clients.
  large: { each: 250, pause: 8000, kills: 100, between: 16_000, turnovers: 10, least: 20 },
}

/** F1 and F16: nodes are killed at random amid the talk, while members of sealed rooms come and go. */
export async function killedNode({ town, cluster, chance, size }: Stage): Promise<Came> {
  const { each, kills, between, turnovers, least, ...more } = sizes[size]
  const during = span()
  const devices = [...town.people.keys()]
  const talk = town.talk(each, more.pause)
  let isOver = false
  const turns = Array.from({ length: turnovers }, (_, n) => {
    const [host = '', one = '', other = '', comes = ''] = devices.slice(20 + n * 4, 24 + n * 4)
    return churn(town, { host, stays: [one, other], comes }, (rounds) => isOver && rounds >= least)
  })
  // Told when it happens: the rest goes on for long.
  for (const turn of [talk, ...turns]) turn.catch((error: unknown) => told(`F1 and F16: ${String(error)}`))
  const all = Promise.allSettled([talk, ...turns])
  for (let kill = 0; kill < kills; kill += 1) {
    await pause(between * (0.5 + chance()))
    const { server } = oneOf(chance, cluster.nodes)
    await server.end('SIGKILL')
    await server.begin()
  }
  await Promise.allSettled([talk])
  isOver = true
  // Nobody comes or goes any more when this ends, also where something failed.
  const [talked, ...turned] = await all
  const errors = [talked, ...turned].flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  if (errors.length > 0) throw new AggregateError(errors, 'F1 and F16')
  const comings = turned.reduce((sum, one) => sum + (one.status === 'fulfilled' ? one.value : 0), 0)
  const over = during()
  return {
    ran: [`F1 ${kills} kills of a node`, `F16 ${comings} comings and removals in ${turnovers} sealed rooms`],
    measure: (lines) => [backAgain(within(lines, over), 'F1', 10_000)],
  }
}
