import type { HistoryRule } from '@parley/protocol'
import type { Client } from '../client.ts'
import { until } from '../readable.ts'
import { inside } from './comers.ts'
import { idOf } from './who.ts'

/** A private room with a rule of what newcomers see, once its owner's device knows it. */
export async function roomOf(owner: Client, history: HistoryRule): Promise<string> {
  const room = await owner.createRoom({ kind: 'private', name: 'Attic', topic: '', history })
  await until(owner.rooms, (rooms) => rooms.some((one) => one.id === room && one.history === history))
  owner.room(room).open()
  return room
}

/** Somebody is invited by name, and comes. */
export async function bringIn(host: Client, guest: Client, room: string): Promise<void> {
  await host.room(room).change({ kind: 'invite', user: idOf(guest) })
  await until(guest.rooms, (rooms) => rooms.some(({ id, name }) => id === room && name !== ''))
  await guest.room(room).change({ kind: 'join' })
  await inside(guest, room)
  guest.room(room).open()
}
