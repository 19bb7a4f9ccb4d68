import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../readable.ts'
import { live, meetIn, shows, Town, texts } from '../testing/town.ts'

let town: Town
beforeAll(async () => {
  town = await Town.open()
})
afterAll(() => town[Symbol.asyncDispose]())

test('two people meet in a room, and each sees what the other writes', async () => {
  const ada = await town.person('ada')
  const ben = await town.person('ben')
  const room = await meetIn(ada, ben)
  ada.room(room).open()
  ben.room(room).open()
  await ada.room(room).send('Hello Ben')
  await shows(ben, room, ['Hello Ben'])
  await ben.room(room).send('Hello Ada')
  await shows(ada, room, ['Hello Ben', 'Hello Ada'])
  await until(ben.people, (people) => people.size >= 2)
  const kinds = ada
    .room(room)
    .timeline.get()
    .items.map(({ delivery }) => delivery.kind)
  expect(new Set(kinds)).toEqual(new Set(['sent']))
  await live(ada)
  expect(texts(ada, room)).toEqual(['Hello Ben', 'Hello Ada'])
})
