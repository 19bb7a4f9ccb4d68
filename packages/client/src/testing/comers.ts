import type { Client } from '../client.ts'
import type { Engine, EngineOptions } from '../engine/engine.ts'
import { type InviteAddress, readInvite } from '../invite-address.ts'
import { until } from '../readable.ts'
import { live, type Town } from './town.ts'

/** A private room of somebody. */
export async function privateRoom(owner: Client, name = 'Attic'): Promise<string> {
  const room = await owner.createRoom({ kind: 'private', name, topic: '' })
  await until(owner.rooms, (rooms) => rooms.some((one) => one.id === room && one.name === name))
  return room
}

/** A link into a room, as it stands behind the `#` of its address. */
export async function linkInto(
  owner: Client,
  room: string,
  { uses = 5, purpose = 'account' }: { readonly uses?: number; readonly purpose?: 'account' | 'guest' } = {},
): Promise<InviteAddress & { readonly id: string }> {
  const { invite, path } = await owner.makeInvite({ for: purpose, room, uses, hours: 1 })
  const address = readInvite(path.split('#')[1] ?? '')
  if (!address) throw new Error('a link that cannot be read')
  return { ...address, id: invite.id }
}

/** Begins to wait before the room of a link. */
export async function knock(client: Client, { sealed }: InviteAddress): Promise<void> {
  if (sealed) await client.room(sealed.room).change({ kind: 'knock', secret: sealed.secret })
}

/** Somebody without an account, who makes one by a link and waits before its room. */
export async function comer(
  town: Town,
  handle: string,
  link: InviteAddress,
  options: Partial<EngineOptions> = {},
): Promise<Engine> {
  const engine = town.engine(options)
  const admission = { kind: 'invite', token: link.token } as const
  await engine.auth.register({ handle, name: handle, password: 'a whole sentence as password', admission })
  await knock(engine, link)
  await live(engine)
  await until(engine.keyring, ({ kind }) => kind === 'ready')
  return engine
}

/** Waits until somebody is in a room and its name is known there. */
export const inside = (client: Client, room: string): Promise<unknown> =>
  until(client.rooms, (rooms) =>
    rooms.some(({ id, state, name, waiting }) => id === room && state === 'joined' && name !== '' && !waiting),
  )

/** Waits until somebody is shown how they wait before a room. */
export const waits = (client: Client, room: string, how: 'asking' | 'ended' | 'banned'): Promise<unknown> =>
  until(client.rooms, (rooms) =>
    rooms.some(({ id, state, waiting }) => id === room && state === 'invited' && waiting === how),
  )
