import { expect, test } from 'vitest'
import { until } from '../readable.ts'
import { TownProxy } from '../testing/proxy.ts'
import { eventually, meetIn, Town, texts } from '../testing/town.ts'

/** A small generator (mulberry32), so that a failure can be repeated from its seed. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const count = 1000
const seed = 20261121

test('row 16: 1,000 messages with random socket kills: none lost, none twice, same order on both', async () => {
  await using town = await Town.open()
  await using nearAda = await TownProxy.open(town.port)
  await using nearBen = await TownProxy.open(town.port)
  const ada = await town.person('ada', { url: nearAda.url })
  const ben = await town.person('ben', { url: nearBen.url })
  const room = await meetIn(ada, ben)
  const got: string[] = []
  ben.onMessage(({ text }) => void got.push(text))
  ada.room(room).open()
  ben.room(room).open()
  const random = seeded(seed)
  const sent: string[] = []
  let kills = 0
  for (let n = 0; n < count; n += 1) {
    sent.push(`message ${n}`)
    await ada.room(room).send(`message ${n}`)
    // As somebody types: what was sent a while ago has arrived, what was sent just now is on its way.
    await eventually(() => got.length > n - 40)
    if (random() >= 0.03) continue
    const proxy = random() < 0.5 ? nearAda : nearBen
    proxy.cut()
    kills += 1
  }
  for (const client of [ada, ben]) {
    const { timeline } = client.room(room)
    await until(
      timeline,
      ({ items, head }) => items.length > 0 && items.at(-1)?.seq === head && texts(client, room).at(-1) === sent.at(-1),
    )
    expect(texts(client, room), `seed ${seed}`).toEqual(sent.slice(-texts(client, room).length))
    expect(timeline.get().items.every(({ delivery }) => delivery.kind === 'sent')).toBe(true)
  }
  await eventually(() => got.length >= count)
  const { head } = ada.room(room).timeline.get()
  expect(ben.rooms.get().find(({ id }) => id === room)).toMatchObject({ head, messages: count, unread: count })
  expect(kills, `seed ${seed}`).toBeGreaterThan(15)
  expect(got, `seed ${seed}`).toEqual(sent)
}, 300_000)
