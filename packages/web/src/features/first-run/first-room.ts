import type { Client, RoomItem } from '@parley/client'
import { until } from '@parley/client'
import { t } from '../../texts/text.ts'

/** The room that a new server begins with: the one there is, or a public one made now. */
export async function firstRoom(client: Client): Promise<string> {
  await until(client.connection, ({ kind }) => kind === 'live')
  const known = client.rooms.get().find(({ state }: RoomItem) => state === 'joined')
  if (known !== undefined) return known.id
  const { rooms } = await client.call('rooms.directory', { text: '' })
  const [open] = rooms
  if (open !== undefined) {
    await client.room(open.id).change({ kind: 'join' })
    return open.id
  }
  return await client.createRoom({
    kind: 'public',
    name: t('invite.firstRoomName'),
    topic: t('invite.firstRoomTopic'),
  })
}
