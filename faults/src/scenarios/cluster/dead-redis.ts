import { pause } from '../../history/within.ts'
import { lag, refusals, span, within } from '../figures.ts'
import type { Came, Stage } from './phase.ts'

const sizes = {
  small: { pause: 500, absent: 6000, silent: 5000, rest: 3000 },
  large: { pause: 400, absent: 60_000, silent: 60_000, rest: 10_000 },
}

/** F4: Redis is killed and begins again with nothing in it, is emptied, falls silent, and stays away. */
export async function deadRedis({ town, cluster: { redis }, size }: Stage): Promise<Came> {
  const { absent, silent, rest, ...more } = sizes[size]
  const each = Math.ceil((absent + silent + 4 * rest) / more.pause)
  const during = span()
  const talk = town.talk(each, more.pause)
  talk.catch(() => undefined)
  await pause(rest)
  await redis.kill()
  await pause(absent)
  await redis.restart()
  await pause(rest)
  await redis.ask('FLUSHALL')
  await pause(rest)
  await redis.restart()
  redis.freeze()
  await pause(silent)
  redis.thaw()
  await talk
  const over = during()
  return {
    ran: [`F4 Redis killed, away for ${absent / 1000} s, emptied, restarted empty, silent for ${silent / 1000} s`],
    measure: (lines) => [lag(lines, over, 'F4', 2000), refusals(within(lines, over), 'F4')],
  }
}
