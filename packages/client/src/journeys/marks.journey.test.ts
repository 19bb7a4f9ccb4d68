import { afterAll, beforeAll, expect, test } from 'vitest'
import { reachOf } from '../marks/marks.ts'
import { until } from '../readable.ts'
import { meetIn, shows, Town } from '../testing/town.ts'

let town: Town
beforeAll(async () => {
  town = await Town.open()
})
afterAll(() => town[Symbol.asyncDispose]())

const userOf = (client: Awaited<ReturnType<Town['person']>>): string => {
  const state = client.session.get()
  return state.kind === 'signed-in' ? state.user : ''
}

test('rows 44, 45: sent, then delivered, then read', async () => {
  const ada = await town.person('ada')
  const ben = await town.person('ben')
  const room = await meetIn(ada, ben)
  const handle = ada.room(room)
  handle.open()
  await handle.send('Are you there?')
  const { items } = await until(handle.timeline, ({ items: all }) =>
    all.some(({ content, delivery }) => content.kind === 'text' && delivery.kind === 'sent'),
  )
  const seq = items.at(-1)?.seq ?? 0
  expect(seq).toBeGreaterThan(0)
  const reach = () => reachOf(handle.marks.get(), seq, userOf(ada))
  await until(handle.marks, () => reach().delivered === 1)
  expect(reach().read).toBe(0)
  const [unread] = await until(ben.rooms, ([first]) => first?.unread === 1)
  expect(unread?.unread).toBe(1)
  ben.room(room).markRead(seq)
  await until(ben.rooms, ([first]) => first?.unread === 0)
  await until(handle.marks, () => reach().read === 1)
})

test('row 49: a message of three people goes from 0 of 2 to 2 of 2', async () => {
  const [ada, ben, cleo] = [await town.device('ada'), await town.person('cora'), await town.person('cleo')]
  const room = await meetIn(ada, ben, cleo)
  const handle = ada.room(room)
  handle.open()
  await handle.send('Who has read this?')
  const { items } = await until(
    handle.timeline,
    ({ items: all }) => all.at(-1)?.content.kind === 'text' && all.at(-1)?.seq !== null,
  )
  const seq = items.at(-1)?.seq ?? 0
  const readers = () => reachOf(handle.marks.get(), seq, userOf(ada)).read
  expect(readers()).toBe(0)
  ben.room(room).markRead(seq)
  await until(handle.marks, () => readers() === 1)
  cleo.room(room).markRead(seq)
  await until(handle.marks, () => readers() === 2)
})

test('row 45: what was read without a connection is told when there is one', async () => {
  const ada = await town.device('ada')
  const dora = await town.person('dora')
  const room = await meetIn(ada, dora)
  ada.room(room).open()
  dora.room(room).open()
  await ada.room(room).send('Read me later')
  await shows(dora, room, ['Read me later'])
  const seq = dora.room(room).timeline.get().head
  await town.stop()
  await until(dora.connection, ({ kind }) => kind === 'connecting')
  dora.room(room).markRead(seq)
  await until(dora.rooms, ([first]) => first?.unread === 0)
  await town.begin()
  await until(ada.room(room).marks, (marks) => reachOf(marks, seq, userOf(ada)).read === 1)
})

test('row 45: what I write myself is read, with what stands before it, on each of my devices', async () => {
  const desk = await town.device('ada')
  const phone = await town.device('ada')
  const emil = await town.person('emil')
  const room = await meetIn(desk, emil)
  for (const text of ['Hello', 'Are you there?']) await emil.room(room).send(text)
  const mine = (client: typeof desk) => client.rooms.get().find(({ id }) => id === room)
  for (const client of [desk, phone]) await until(client.rooms, () => mine(client)?.unread === 2)
  desk.room(room).open()
  await desk.room(room).send('Yes')
  desk.room(room).close()
  for (const client of [desk, phone]) {
    await until(client.rooms, () => mine(client)?.messages === 3)
    expect(mine(client)?.unread).toBe(0)
  }
})
