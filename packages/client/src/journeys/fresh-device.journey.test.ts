import { expect, test } from 'vitest'
import { until } from '../readable.ts'
import { live, meetIn, Town, texts } from '../testing/town.ts'

test('row 24 (clear form): a fresh device of the same user reads history from the first entry', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const ben = await town.person('ben')
  const room = await meetIn(ada, ben)
  const sent = Array.from({ length: 150 }, (_, n) => `message ${n}`)
  for (const [n, text] of sent.entries()) {
    const writer = n % 2 === 0 ? ada : ben
    await writer.room(room).send(text)
    for (const client of [ada, ben]) await until(client.rooms, ([item]) => item?.messages === n + 1)
  }
  const fresh = await town.device('ada')
  await live(fresh)
  const handle = fresh.room(room)
  handle.open()
  await until(handle.timeline, ({ items, loading }) => items.length > 0 && loading === null)
  while (handle.timeline.get().hasBefore) {
    const [first] = handle.timeline.get().items
    handle.loadBefore()
    await until(handle.timeline, ({ items, loading }) => items[0] !== first && loading === null)
  }
  expect(texts(fresh, room)).toEqual(sent)
  const { items, head } = handle.timeline.get()
  expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, n) => n + 1))
})
