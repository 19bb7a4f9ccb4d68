import type { Client } from '../client.ts'
import { until } from '../readable.ts'

/** The id of whoever is signed in. */
export function idOf(client: Client): string {
  const session = client.session.get()
  if (session.kind !== 'signed-in') throw new Error('nobody is signed in')
  return session.user
}

/** The id of the device on which somebody is signed in. */
export function deviceOf(client: Client): string {
  const session = client.session.get()
  if (session.kind !== 'signed-in') throw new Error('nobody is signed in')
  return session.device
}

/** Waits until a room is in somebody's list. */
export const listed = (client: Client, room: string): Promise<unknown> =>
  until(client.rooms, (rooms) => rooms.some(({ id }) => id === room))

/** A direct message of two that is open on both sides. */
export async function directOf(one: Client, other: Client): Promise<string> {
  const room = await one.direct([idOf(other)])
  await listed(other, room)
  for (const client of [one, other]) client.room(room).open()
  return room
}
