import type { Client, RoomItem } from '@parley/client'
import { until } from '@parley/client'
import { makeId } from '@parley/protocol'
import { t } from '../../texts/text.ts'

/** The room that a new server begins with: the one there is, or a public one made now. */
export async function firstRoom(client: Client): Promise<string> {
  await until(client.connection, ({ kind }) => kind === 'live')
  const known = client.rooms.get().find(({ state }: RoomItem) => state === 'joined')
  if (known !== undefined) return known.id
  const { rooms } = await client.call('rooms.directory', { text: '' })
  const [open] = rooms
  if (open !== undefined) {
    await client.call('rooms.join', { room: open.id })
    return open.id
  }
  const id = makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
  const name = t('invite.firstRoomName')
  await client.call('rooms.create', { id, kind: 'public', name, topic: t('invite.firstRoomTopic') })
  return id
}
