import { expect, test } from 'vitest'
import { until } from '../readable.ts'
import { fullDisk } from '../testing/full-disk.ts'
import { shows, Town } from '../testing/town.ts'
import { deviceOf, directOf, idOf, listed } from '../testing/who.ts'

test('keys that do not fit on the device: what waits goes on by itself, and the keys are whole afterwards', async () => {
  await using town = await Town.open()
  let device = 'nobody'
  using disk = fullDisk(() => device)
  const ada = await town.person('ada', { store: disk.store })
  const ben = await town.person('ben')
  device = deviceOf(ada)
  const direct = await directOf(ada, ben)
  await ada.room(direct).send('shall we meet?')
  await shows(ben, direct, ['shall we meet?'])
  const room = await ada.createRoom({ kind: 'private', name: 'Kitchen', topic: '' })
  await ada.room(room).change({ kind: 'invite', user: idOf(ben) })
  await listed(ben, room)
  await ben.room(room).change({ kind: 'join' })
  for (const client of [ada, ben]) client.room(room).open()

  disk.keys.isFull = true
  await ada.room(room).send('under way')
  await until(ada.keyring, ({ kind }) => kind === 'full')
  await ben.room(room).send('to a full device')
  await shows(ben, room, ['to a full device'])
  const attic = { kind: 'private', name: 'Attic', topic: '' } as const
  await expect(ada.createRoom(attic)).rejects.toMatchObject({ code: 'device_full' })
  disk.keys.isFull = false
  await until(ada.keyring, ({ kind }) => kind === 'ready')
  const all = ['to a full device', 'under way']
  for (const client of [ada, ben]) await shows(client, room, all)
  expect(disk.keys.refused).toBeGreaterThan(0)

  // The same keys on a page that has no message any more.
  await ada.close()
  const groups = new Set((await disk.store.all('entries')).map(({ group }) => group))
  await disk.store.write(
    [...groups].map((group) => ({ do: 'clear', table: 'entries', group })),
    'strict',
  )
  const again = town.engine({ store: disk.store })
  again.room(room).open()
  await shows(again, room, all)
  await again.room(room).send('afterwards')
  await shows(ben, room, [...all, 'afterwards'])
})
