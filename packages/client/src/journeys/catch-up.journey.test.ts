import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { until } from '../readable.ts'
import { memoryStore } from '../store/memory.ts'
import { eventually, live, meetIn, shows, Town, texts } from '../testing/town.ts'

let town: Town
beforeAll(async () => {
  town = await Town.open()
})
afterAll(() => town[Symbol.asyncDispose]())

async function write(client: Client, room: string, count: number): Promise<readonly string[]> {
  const all = Array.from({ length: count }, (_, n) => `message ${n}`)
  for (const text of all) await client.room(room).send(text)
  await until(client.rooms, (rooms) => (rooms.find(({ id }) => id === room)?.messages ?? 0) >= count)
  return all
}

/** A store that outlives the engine, as a browser's does. */
function lasting() {
  return { ...memoryStore(), close: async () => undefined }
}

test('row 43: what was sent while somebody was away is there when they are back, in order', async () => {
  const [ada, store] = [await town.person('ada'), lasting()]
  const ben = await town.person('ben', { store })
  const room = await meetIn(ada, ben)
  await until(ben.connection, ({ kind }) => kind === 'live')
  await ben.close()
  const sent = await write(ada, room, 40)
  await town.stop()
  await town.begin()
  const back = town.engine({ store })
  back.room(room).open()
  await live(back)
  await shows(back, room, sent)
  expect(back.rooms.get().find(({ id }) => id === room)?.unread).toBe(40)
})

test('row 48: 500 missed messages come by themselves', async () => {
  const [ada, store] = [await town.device('ada'), lasting()]
  const cora = await town.person('cora', { store })
  const room = await meetIn(ada, cora)
  await cora.close()
  const sent = await write(ada, room, 499)
  const back = town.engine({ store })
  const got: string[] = []
  back.onMessage(({ text }) => void got.push(text))
  await live(back)
  await until(back.rooms, (rooms) => rooms.some(({ id, unread }) => id === room && unread === 499))
  await back.room(room).send('the end')
  await until(back.rooms, (rooms) => rooms.some(({ id, messages }) => id === room && messages === 500))
  await eventually(() => got.length >= 499)
  expect(got).toEqual(sent)
})

test('row 48: after more than 500 the newest are there at once, and the others by paging', async () => {
  const [ada, store] = [await town.device('ada'), lasting()]
  const dora = await town.person('dora', { store })
  const room = await meetIn(ada, dora)
  await dora.close()
  const sent = await write(ada, room, 620)
  const back = town.engine({ store })
  await live(back)
  await until(back.rooms, (rooms) => rooms.some(({ id, unread }) => id === room && unread === 620))
  const handle = back.room(room)
  handle.open()
  await until(handle.timeline, ({ loading }) => loading === null && texts(back, room).at(-1) === 'message 619')
  expect(handle.timeline.get().openedAt).toBeLessThan(5)
  while (handle.timeline.get().hasBefore && texts(back, room).length < 500) {
    const before = handle.timeline.get().items.length
    handle.loadBefore()
    await until(handle.timeline, ({ items, loading }) => items.length > before && loading === null)
  }
  expect(texts(back, room)).toEqual(sent.slice(-texts(back, room).length))
  await handle.jumpTo({ kind: 'seq', seq: handle.timeline.get().openedAt + 1 })
  expect(texts(back, room)[0]).toBe('message 0')
  expect(handle.timeline.get().hasAfter).toBe(true)
})

test('a bot gets every message, also after a long absence', async () => {
  const [ada, store] = [await town.device('ada'), lasting()]
  const dave = await town.person('dave', { store, keeps: 'all' })
  const room = await meetIn(ada, dave)
  await dave.close()
  const sent = await write(ada, room, 620)
  const back = town.engine({ store, keeps: 'all' })
  const got: string[] = []
  back.onMessage(({ room: where, text }) => {
    if (where === room) got.push(text)
  })
  await live(back)
  await until(back.rooms, (rooms) => rooms.some(({ id, unread }) => id === room && unread === 620))
  await ada.room(room).send('the end')
  await eventually(() => got.at(-1) === 'the end')
  expect(got).toEqual([...sent, 'the end'])
})

test('a room is there without a connection', async () => {
  const [ada, store] = [await town.device('ada'), lasting()]
  const emil = await town.person('emil', { store })
  const room = await meetIn(ada, emil)
  await ada.room(room).send('Keep this')
  await until(emil.rooms, (rooms) => rooms.some(({ id, unread }) => id === room && unread === 1))
  await emil.close()
  const away = town.engine({ store, url: 'http://127.0.0.1:9' })
  away.room(room).open()
  await until(away.rooms, (rooms) => rooms.some(({ id }) => id === room))
  await shows(away, room, ['Keep this'])
  expect(away.session.get().kind).toBe('signed-in')
})
