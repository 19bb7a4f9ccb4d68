import { join } from 'node:path'
import type { TestSocket } from '@parley/server/testing'
import type { Cluster } from '../../driver/cluster.ts'
import { againOf, type Guest, newGuest, passwordOf, times } from '../../driver/visitors.ts'
import { Notebook } from '../../history/notebook.ts'
import { now } from '../../history/now.ts'
import { pause } from '../../history/within.ts'
import type { Came, Stage } from './phase.ts'

const sizes = { small: { people: 12, socketsEach: 9 }, large: { people: 60, socketsEach: 9 } }
/** Milliseconds until a socket of a session that was ended is closed: with Redis, and without it. */
const bars = { there: 1000, gone: 5000 }
/** How a session is ended by another one of the same person. */
const ways: readonly ((by: Guest, victim: Guest, port: number) => Promise<unknown>)[] = [
  (by, { device }, port) => by.call(port, 'sessions.revoke', { device }),
  (by, _, port) => by.call(port, 'sessions.revoke-others', {}),
  (by, { handle }, port) =>
    by.call(port, 'accounts.change-password', { current: passwordOf(handle), next: `another ${passwordOf(handle)}` }),
]

interface Victim {
  readonly by: Guest
  readonly victim: Guest
  readonly sockets: readonly TestSocket[]
}

/** Somebody with two devices, one of which has sockets on all nodes. */
async function victimOf({ nodes }: Cluster, handle: string, sockets: number): Promise<Victim> {
  const port = (n: number): number => nodes[n % nodes.length]?.port ?? 0
  const victim = await newGuest(port(0), handle)
  const by = await againOf(port(1), victim)
  return { by, victim, sockets: await times(sockets, (n) => victim.live(port(n))) }
}

/** Ends a session and notes when its sockets close. */
async function revoke(cluster: Cluster, one: Victim, way: number, most: number, notebook: Notebook): Promise<void> {
  const { handle } = one.victim
  const closed = one.sockets.map(async (socket, n) => {
    const { code } = await socket.closed
    notebook.note(`${handle} ${n}`, { op: 'closed', code })
  })
  const t = now()
  await ways[way % ways.length]?.(one.by, one.victim, cluster.node(way).port)
  // How long the command itself takes is another matter: a new password is hashed.
  const within = now() - t + most
  for (const n of one.sockets.keys()) notebook.note(`${handle} ${n}`, { op: 'revoke', most: within }, t)
  await Promise.race([Promise.all(closed), pause(most + 1000)])
}

/** F18: sessions are ended while three nodes run, and while Redis is dead. */
export async function revoked({ town, cluster, size }: Stage): Promise<Came> {
  const { people, socketsEach } = sizes[size]
  using notebook = new Notebook(join(town.folder, 'revoked.ndjson'))
  const victims = await times(people, (n) => victimOf(cluster, `victim${n}`, socketsEach))
  const half = Math.floor(people / 2)
  const all = async (some: readonly Victim[], most: number): Promise<void> => {
    for (const [n, one] of some.entries()) await revoke(cluster, one, n, most, notebook)
  }
  await all(victims.slice(0, half), bars.there)
  await cluster.redis.kill()
  await all(victims.slice(half), bars.gone)
  await cluster.redis.restart()
  for (const { sockets } of victims) for (const socket of sockets) socket.terminate()
  return {
    ran: [
      `F18 ${people} sessions with ${socketsEach} sockets each ended in ${ways.length} ways, half of them without Redis`,
    ],
    notRun: ['F18 disabling a person and removing them by an operator: the server has no such command'],
  }
}
