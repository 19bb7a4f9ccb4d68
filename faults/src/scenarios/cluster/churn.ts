import type { Town } from '../../driver/town.ts'
import { pause } from '../../history/within.ts'

/** The devices of one room whose members come and go. */
export interface Turnover {
  readonly host: string
  /** They are there all the time. */
  readonly stays: readonly string[]
  readonly comes: string
}

/** Milliseconds between two changes. */
const between = 200

/**
 * F16: somebody comes into a sealed room, speaks, is promoted, is removed and comes again, until it is enough. All others
 * go on talking, right before and right after each removal. Answers how many rounds there were.
 */
export async function churn(town: Town, turnover: Turnover, isEnough: (rounds: number) => boolean): Promise<number> {
  const { host, stays, comes } = turnover
  const room = await town.sealedRoom(`Turnover of ${comes}`, [host, ...stays])
  const all = [host, ...stays]
  const say = async (devices: readonly string[]): Promise<void> => {
    await Promise.all(devices.map((dev) => town.ask({ do: 'say', dev, room })))
  }
  const role = async (to: 'moderator' | 'member'): Promise<void> => {
    const change = { kind: 'role', user: town.userOf(comes), role: to } as const
    await town.ask({ do: 'change', dev: host, room, change })
  }
  let rounds = 0
  for (; !isEnough(rounds); rounds += 1) {
    await town.admit(room, host, comes)
    await say([...all, comes])
    await pause(between)
    await role('moderator')
    await say([comes])
    await role('member')
    await say(all)
    await town.remove(room, host, comes)
    await say(all)
    await pause(between)
  }
  return rounds
}
