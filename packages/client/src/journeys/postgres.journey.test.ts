import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type PostgresServer, startPostgres } from '@parley/server/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../readable.ts'
import { meetIn, shows, Town } from '../testing/town.ts'
import { directOf } from '../testing/who.ts'

let postgres: PostgresServer
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres[Symbol.asyncDispose]())

const openTown = async () => await Town.open({ DATABASE_URL: postgres.url(await postgres.createDatabase()) })

test('row 14, row 108: one variable puts a house on PostgreSQL: people, rooms, sealed messages and sessions outlive the server', async () => {
  await using town = await openTown()
  const ada = await town.person('ada')
  const ben = await town.person('ben')
  const room = await meetIn(ada, ben)
  const direct = await directOf(ada, ben)
  for (const client of [ada, ben]) client.room(room).open()
  await ada.room(room).send('Hello Ben')
  await ada.room(direct).send('between us')
  await shows(ben, room, ['Hello Ben'])
  await shows(ben, direct, ['between us'])
  await town.stop()
  await until(ada.connection, ({ kind }) => kind === 'connecting')
  await ada.room(room).send('while nobody was there')
  await ada.room(direct).send('and here')
  await town.begin()
  await shows(ben, room, ['Hello Ben', 'while nobody was there'])
  await shows(ben, direct, ['between us', 'and here'])
  const device = await town.device('ben')
  device.room(room).open()
  await shows(device, room, ['Hello Ben', 'while nobody was there'])
  expect(existsSync(join(town.folder, 'parley.db'))).toBe(false)
})

test('row 46, row 108: while the database is killed and away, what people send waits, and goes out in its order', async () => {
  await using town = await openTown()
  const ada = await town.person('ada')
  const ben = await town.person('ben')
  const room = await meetIn(ada, ben)
  for (const client of [ada, ben]) client.room(room).open()
  const sent = ['before']
  await ada.room(room).send('before')
  await shows(ben, room, sent)
  await postgres.kill()
  for (const text of ['one', 'two', 'three']) {
    sent.push(text)
    await ada.room(room).send(text)
  }
  const waiting = () =>
    ada
      .room(room)
      .timeline.get()
      .items.filter(({ delivery }) => delivery.kind !== 'sent').length
  expect(waiting()).toBe(3)
  await postgres.start()
  await shows(ben, room, sent)
  await until(ada.room(room).timeline, ({ items }) => items.every(({ delivery }) => delivery.kind === 'sent'))
})
