import { silentProxy } from '@parley/server/testing'
import { figuresOf } from '../../driver/figures-of.ts'
import { newGuest, times } from '../../driver/visitors.ts'
import { eventually } from '../../history/within.ts'
import type { Came, Stage } from './phase.ts'

const sizes = { small: { people: 20, socketsEach: 25 }, large: { people: 100, socketsEach: 50 } }
/** Seconds until the harness waits no longer. */
const patience = 90

/** F8: connections fall silent in both directions, and nobody says that they have ended. */
export async function halfOpen({ town, cluster, size }: Stage): Promise<Came> {
  const { people, socketsEach } = sizes[size]
  const node = cluster.node(0).port
  const other = cluster.node(1).port
  await using way = await silentProxy(node)
  const hall = await town.publicRoom('Hall of the silent')
  const witness = await newGuest(other, 'witness')
  const silent = await times(people, (n) => newGuest(node, `silent${n}`))
  for (const guest of [witness, ...silent]) await guest.call(node, 'rooms.join', { room: hall })
  const connections = async (): Promise<number> => (await figuresOf(node)).get('parley_connections') ?? 0
  const memory = async (): Promise<number> => (await figuresOf(node)).get('process_resident_memory_bytes') ?? 0
  const sockets = people * socketsEach
  // Other devices come and go meanwhile: a tenth of the sockets is more than they are.
  const few = (await connections()) + sockets / 10
  const areGone = async (): Promise<boolean> => (await connections()) <= few
  const open = async () => await times(sockets, async (n) => await silent[n % people]?.live(node, way.port))
  // Once before it counts: what a server has taken for so many sockets it keeps for the next.
  for (const socket of await open()) socket?.terminate()
  await eventually(patience, 'sockets that were closed: to be gone', areGone)
  const before = await memory()
  await open()
  const online = async (): Promise<number> => {
    const { users } = await witness.call(other, 'presence.room', { room: hall })
    return users?.filter(({ user }) => silent.some((one) => one.user === user)).length ?? 0
  }
  await eventually(patience, 'those with sockets: to be online', async () => (await online()) === people)
  way.hold('there', 'back')
  const began = performance.now()
  const since = (): number => Math.round((performance.now() - began) / 1000)
  await eventually(patience, 'half-open sockets: to be freed', areGone)
  const freed = since()
  await eventually(patience, 'silent people: to be offline', async () => (await online()) === 0)
  const offline = since()
  const grown = Math.round(((await memory()) / before - 1) * 100)
  return {
    ran: [`F8 ${sockets} half-open sockets of ${people} people`],
    figures: [
      { name: 'F8: seconds until a server has freed half-open sockets', value: freed, most: 40 },
      { name: 'F8: seconds until others see them offline', value: offline, most: 45 },
      { name: 'F8: per cent of memory that stays', value: grown, most: 10 },
    ],
  }
}
