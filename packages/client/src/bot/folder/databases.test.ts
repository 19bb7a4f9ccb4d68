import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { expect, test } from 'vitest'
import { emptyDatabases, readDatabases, writeDatabase } from './databases.ts'

test('databases come back as they were: versions, stores, indexes, keys and values', async () => {
  const db = await openDB('bot::keys', 7, {
    upgrade(fresh) {
      fresh.createObjectStore('plain')
      fresh.createObjectStore('named', { keyPath: 'id' }).createIndex('by-room', 'room', { unique: false })
      fresh.createObjectStore('empty')
    },
  })
  const bytes = new Uint8Array([1, 2, 3])
  await db.put('plain', bytes, ['a', 1])
  await db.put('plain', { deep: [new Date(5), null, 'ä'] }, 'b')
  await db.put('named', { id: 'x', room: 'r1' })
  await db.put('named', { id: 'y', room: 'r2' })
  db.close()
  const other = await openDB('else', 1)
  other.close()

  const kept = await readDatabases('bot::')
  expect(kept.map(({ name }) => name)).toEqual(['bot::keys'])
  await emptyDatabases('bot::')
  expect((await readDatabases('bot::'))[0]?.stores.flatMap(({ keys }) => keys)).toEqual([])
  for (const name of ['bot::keys', 'new::keys']) {
    for (const database of kept) await writeDatabase(structuredClone({ ...database, name }))
    expect((await readDatabases(name))[0]?.stores).toEqual(kept[0]?.stores)
  }

  const again = await openDB('new::keys', 7)
  expect(await again.get('plain', ['a', 1])).toEqual(bytes)
  expect(await again.getAllFromIndex('named', 'by-room', 'r2')).toEqual([{ id: 'y', room: 'r2' }])
  again.close()
})
