import { expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { until } from '../readable.ts'
import { memoryStore } from '../store/memory.ts'
import { live, meetIn, Town } from '../testing/town.ts'
import type { TimelineItem } from '../timeline/timeline.ts'

const count = 5000
const atOnce = 100
const lasting = () => ({ ...memoryStore(), close: async () => undefined })

async function write(client: Client, room: string): Promise<readonly string[]> {
  const all = Array.from({ length: count }, (_, n) => `message ${n}`)
  for (let at = 0; at < count; at += atOnce) {
    await Promise.all(all.slice(at, at + atOnce).map((text) => client.room(room).send(text)))
    await until(client.rooms, (rooms) => rooms.some(({ id, messages }) => id === room && messages >= at + atOnce))
  }
  return all
}

test('row 48: 5,000 missed entries: readable after reconnect, cursor at the head, none lost', async () => {
  await using town = await Town.open()
  const [ada, store] = [await town.person('ada'), lasting()]
  const ben = await town.person('ben', { store })
  const room = await meetIn(ada, ben)
  await ben.close()
  const sent = await write(ada, room)
  const back = town.engine({ store })
  await live(back)
  const rooms = await until(back.rooms, ([item]) => item?.unread === count)
  const { head, read } = rooms.find(({ id }) => id === room) ?? { head: 0, read: { seq: 0 } }
  const { timeline, ...handle } = back.room(room)
  handle.open()
  await until(timeline, ({ items, loading }) => loading === null && items.at(-1)?.seq === head)
  expect(timeline.get()).toMatchObject({ openedAt: read.seq, head })

  const all = new Map<number, TimelineItem>()
  const keep = (): void => {
    for (const item of timeline.get().items) if (item.seq !== null) all.set(item.seq, item)
  }
  await handle.jumpTo({ kind: 'seq', seq: read.seq + 1 })
  for (keep(); timeline.get().hasAfter; keep()) {
    const last = timeline.get().items.at(-1)
    handle.loadAfter()
    await until(timeline, ({ items, loading }) => loading === null && items.at(-1) !== last)
  }
  const missed = [...all].filter(([seq]) => seq > read.seq).sort(([a], [b]) => a - b)
  expect(missed.map(([seq]) => seq)).toEqual(Array.from({ length: head - read.seq }, (_, n) => read.seq + 1 + n))
  expect(missed.flatMap(([, { content }]) => (content.kind === 'text' ? [content.text] : []))).toEqual(sent)
  const cursors = await store.all('cursors')
  expect(cursors.find(({ place }) => place === room)?.value).toMatchObject({ cursor: head })
})
