import { setTimeout as sleep } from 'node:timers/promises'
import type { ClientSocket } from './client-socket.ts'
import { each } from './each.ts'
import { enter } from './entrance.ts'
import type { Person } from './household.ts'
import { residentKiB } from './process-usage.ts'
import { say } from './report.ts'
import type { ServerProcess } from './server-process.ts'

const groupSize = 50
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

/** People come in small groups, with garbage collected between: what counts is what connections hold, not a rush. */
async function connect(server: ServerProcess, people: readonly Person[]): Promise<ClientSocket[]> {
  const sockets: ClientSocket[] = []
  for (let from = 0; from < people.length; from += groupSize) {
    sockets.push(...(await each(people.slice(from, from + groupSize), 16, (person) => enter(server, person, ignore))))
    server.collectGarbage()
    await sleep(50)
  }
  return sockets
}

/**
 * Resident KiB that a signed-in, idle connection costs: the growth of the process over its value with nobody
 * connected, each after collecting garbage until nothing is freed. A tenth of the people come and go first, so that
 * code and pools are there before the first value.
 */
export async function idleKiB(server: ServerProcess, people: readonly Person[]): Promise<number> {
  say(`idle: ${people.length} connections, each in 10 rooms`)
  for (const socket of await connect(server, people.slice(0, people.length / 10))) socket.destroy()
  const empty = await settled(server)
  const sockets = await connect(server, people)
  const full = await settled(server)
  for (const socket of sockets) socket.destroy()
  await sleep(1000)
  return (full - empty) / people.length
}
