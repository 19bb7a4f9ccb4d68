import { markRestored, readConfig } from '@parley/server'
import { expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { until } from '../readable.ts'
import { privateRoom } from '../testing/comers.ts'
import { bringIn } from '../testing/history-room.ts'
import { live, shows, Town } from '../testing/town.ts'
import { idOf } from '../testing/who.ts'

const named = (client: Client, room: string, name: string) =>
  until(client.rooms, (rooms) => rooms.some((one) => one.id === room && one.name === name))

test('C9: a restored server lacks a change of a sealed room: it is written on, and a change says what is wrong', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  const room = await privateRoom(ada)
  await bringIn(ada, ben, room)
  ada.room(room).open()
  await town.stop()
  await town.keep('copy')
  await town.begin()
  await Promise.all([live(ada), live(ben)])
  await ada.room(room).change({ kind: 'about', name: 'Cellar', topic: '' })
  await named(ben, room, 'Cellar')
  await town.stop()
  await town.restore('copy')
  await markRestored(readConfig({ PARLEY_DATA: town.folder }, []))
  await town.begin()
  await Promise.all([live(ada), live(ben)])
  for (const change of [
    { kind: 'about', name: 'Roof', topic: '' } as const,
    { kind: 'kick', user: idOf(ben) } as const,
  ])
    await expect(ada.room(room).change(change)).rejects.toMatchObject({ code: 'room_set_back' })
  await ada.room(room).send('still here')
  await shows(ben, room, ['still here'])
  await ben.room(room).send('so am I')
  await shows(ada, room, ['still here', 'so am I'])
})
