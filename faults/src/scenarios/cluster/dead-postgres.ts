import type { Line } from '../../history/line.ts'
import { now } from '../../history/now.ts'
import { pause } from '../../history/within.ts'
import { linesOf, quantile, refusals, type Span, span, within } from '../figures.ts'
import type { Measured } from '../scenario.ts'
import type { Came, Stage } from './phase.ts'

const sizes = {
  small: { pause: 500, away: 5000, rest: 4000 },
  large: { pause: 500, away: 30_000, rest: 20_000 },
}
/** Milliseconds in which the last processes of a killed PostgreSQL notice, and answers that were on their way arrive. */
const lastBreath = 1000

/** How long after PostgreSQL was back each device had its next acknowledgement: milliseconds, 95 of 100. */
function recovery(lines: readonly Line[], from: number): Measured {
  const first = new Map<string, number>()
  for (const { dev, t } of linesOf(lines, 'ack')) if (t >= from && !first.has(dev)) first.set(dev, t - from)
  const name = `F5: milliseconds from its return to the first acknowledgement, 95 of 100 (of ${first.size} devices)`
  return { name, value: quantile([...first.values()], 0.95), most: 10_000 }
}

/** F5: PostgreSQL is killed, is stopped without a farewell, and stays away for a while. */
export async function deadPostgres({ town, cluster: { postgres }, size }: Stage): Promise<Came> {
  const { away, rest, ...more } = sizes[size]
  const during = span()
  const talk = town.talk(Math.ceil((2 * away + 3 * rest) / more.pause), more.pause)
  talk.catch(() => undefined)
  const gone: Span[] = []
  const back: number[] = []
  for (const how of ['kill', 'stop'] as const) {
    await pause(rest)
    await postgres[how]()
    const from = now() + lastBreath
    await pause(away)
    gone.push({ from, to: now() })
    await postgres.start()
    back.push(now())
  }
  await talk
  const over = during()
  return {
    ran: [`F5 PostgreSQL killed and stopped at once, away for ${away / 1000} s each`],
    measure(lines) {
      const count = (op: 'ack' | 'later', which: Span) => linesOf(within(lines, which), op).length
      const acks = gone.reduce((sum, one) => sum + count('ack', one), 0)
      const silent = gone.filter((one) => count('later', one) === 0).length
      return [
        { name: 'F5: acknowledgements while it was away', value: acks, most: 0 },
        { name: 'F5: outages in which nothing was answered with "later"', value: silent, most: 0 },
        refusals(within(lines, over), 'F5'),
        ...back.map((from) => recovery(lines, from)),
      ]
    },
  }
}
