import { setTimeout as sleep } from 'node:timers/promises'
import { each, enter } from './entrance.ts'
import type { Person } from './household.ts'
import { residentKiB } from './process-usage.ts'
import { say } from './report.ts'
import type { ServerProcess } from './server-process.ts'

const ignore = (): void => undefined

/** Resident KiB once collecting garbage frees nothing more. */
async function settled({ pid, collectGarbage }: ServerProcess): Promise<number> {
  let [before, now] = [Number.POSITIVE_INFINITY, residentKiB(pid)]
  for (let round = 0; round < 10 && Math.abs(before - now) > 200; round += 1) {
    collectGarbage()
    await sleep(1500)
    before = now
    now = residentKiB(pid)
  }
  return now
}

/**
 * Resident KiB that a signed-in, idle connection costs: the growth of the process over its value with nobody
 * connected, each after collecting garbage until nothing is freed. A tenth of the people come and go first, so that
 * code and pools are there before the first value.
 */
export async function idleKiB(server: ServerProcess, people: readonly Person[]): Promise<number> {
  const connect = (some: readonly Person[]) => each(some, 32, (person) => enter(server, person, ignore))
  say(`idle: ${people.length} connections, each in 10 rooms`)
  for (const socket of await connect(people.slice(0, people.length / 10))) socket.destroy()
  const empty = await settled(server)
  const sockets = await connect(people)
  const full = await settled(server)
  for (const socket of sockets) socket.destroy()
  await sleep(1000)
  return (full - empty) / people.length
}
