import { expect, test } from 'vitest'
import type { Client, RoomItem } from '../client.ts'
import { until } from '../readable.ts'
import { memoryStore } from '../store/memory.ts'
import { type OldRoom, writeOldRoom } from '../testing/old-room.ts'
import { live, shows, Town } from '../testing/town.ts'
import { idOf, listed } from '../testing/who.ts'

const lasting = () => ({ ...memoryStore(), close: async () => undefined })

/** Rooms from before, in the file of the server. */
async function before(town: Town, room: OldRoom): Promise<string> {
  let id = ''
  await town.tamper((db) => {
    id = writeOldRoom(db, room)
  })
  return id
}

const item = (client: Client, room: string): RoomItem | undefined => client.rooms.get().find(({ id }) => id === room)
const becomes = (client: Client, room: string, what: (item: RoomItem) => boolean) =>
  until(client.rooms, (rooms) => rooms.some((one) => one.id === room && what(one)))
const isSealed = (client: Client, room: string) =>
  becomes(client, room, ({ sealing, lines }) => sealing === 'sealed' && lines !== null)

/** Why what is sent does not go out. */
async function refusal(client: Client, room: string, text: string): Promise<readonly string[]> {
  await client.room(room).send(text)
  const { items } = await until(client.room(room).timeline, ({ items }) =>
    items.some(({ delivery }) => delivery.kind === 'failed'),
  )
  return items.flatMap(({ delivery }) => (delivery.kind === 'failed' ? [delivery.error.code] : []))
}

/** Texts that are shown as written before the room was sealed. */
const clear = (client: Client, room: string): readonly string[] =>
  client
    .room(room)
    .timeline.get()
    .items.flatMap(({ content, isClear }) => (isClear && content.kind === 'text' ? [content.text] : []))
const showsClear = (client: Client, room: string, expected: readonly string[]) =>
  until(client.room(room).timeline, () => clear(client, room).join() === expected.join())

test('a private room from before is sealed by itself: name, roles and what was written stay, and it goes on', async () => {
  await using town = await Town.open()
  const [ada, ben, cyd, dan] = [
    await town.person('ada'),
    await town.person('ben'),
    await town.person('cyd'),
    await town.person('dan'),
  ]
  const room = await before(town, {
    kind: 'private',
    name: 'Kitchen',
    people: [
      { user: idOf(ada), role: 'owner' },
      { user: idOf(ben), role: 'moderator' },
      { user: idOf(cyd), state: 'invited' },
    ],
    said: [
      { by: idOf(ada), text: 'old one' },
      { by: idOf(ben), text: 'old two' },
    ],
  })
  await listed(ben, room)
  for (const client of [ada, ben]) client.room(room).open()
  for (const client of [ada, ben]) await isSealed(client, room)
  for (const client of [ada, ben]) await becomes(client, room, ({ name }) => name === 'Kitchen')
  await ada.room(room).send('new one')
  await shows(ben, room, ['old one', 'old two', 'new one'])
  await ben.room(room).send('new two')
  await shows(ada, room, ['old one', 'old two', 'new one', 'new two'])
  for (const client of [ada, ben]) await showsClear(client, room, ['old one', 'old two'])
  // Whoever was invited before can still come, under the key that stands in the log.
  await becomes(cyd, room, ({ name }) => name === 'Kitchen')
  await cyd.room(room).change({ kind: 'join' })
  cyd.room(room).open()
  // A moderator is one still, by the members' own log.
  await ben.room(room).change({ kind: 'about', name: 'Cellar', topic: '' })
  for (const client of [ada, cyd]) await becomes(client, room, ({ name }) => name === 'Cellar')
  await ben.room(room).change({ kind: 'invite', user: idOf(dan) })
  await becomes(dan, room, ({ name }) => name === 'Cellar')
  await dan.room(room).change({ kind: 'join' })
  dan.room(room).open()
  await ada.room(room).send('welcome')
  await shows(dan, room, ['welcome'])
  await shows(cyd, room, ['welcome'])
  await town.tamper((db) => {
    const { n } = db.prepare('SELECT n FROM rooms WHERE id = ?').get(room) as { n: number }
    const bodies = db.prepare("SELECT body FROM entries WHERE room = ? AND kind = 'message' ORDER BY seq").all(n)
    expect(bodies.map(({ body }) => String(body).includes('ciphertext'))).toEqual([false, false, true, true, true])
    expect(db.prepare('SELECT name, topic FROM rooms WHERE n = ?').get(n)).toEqual({ name: '', topic: '' })
  })
})

test('a direct message from before waits for whoever has no keys yet, says so, and is sealed when they come', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const user = await town.stranger('ben')
  const room = await before(town, {
    kind: 'direct',
    name: '',
    people: [{ user: idOf(ada) }, { user }],
    said: [{ by: user, text: 'hello from before' }],
  })
  await becomes(ada, room, ({ lacking }) => lacking.join() === user)
  expect(item(ada, room)?.sealing).toBe('not-sealed')
  ada.room(room).open()
  await ada.room(room).send('still clear')
  await shows(ada, room, ['hello from before', 'still clear'])
  const ben = await town.device('ben')
  for (const client of [ada, ben]) await isSealed(client, room)
  expect(item(ada, room)?.lacking).toEqual([])
  ben.room(room).open()
  await ada.room(room).send('now sealed')
  await shows(ben, room, ['hello from before', 'still clear', 'now sealed'])
  await showsClear(ben, room, ['hello from before', 'still clear'])
  expect(await ben.direct([idOf(ada)])).toBe(room)
})

test('what is clear after the sealing is not shown, and a sealed room stays one whatever the server says later', async () => {
  await using town = await Town.open()
  const store = lasting()
  const [ada, ben] = [await town.person('ada', { store }), await town.person('ben')]
  const people = [{ user: idOf(ada) }, { user: idOf(ben) }]
  const room = await before(town, { kind: 'direct', name: '', people, said: [{ by: idOf(ben), text: 'of old' }] })
  for (const client of [ada, ben]) await isSealed(client, room)
  ada.room(room).open()
  await showsClear(ada, room, ['of old'])
  await town.tamper((db) => {
    const { n, last_seq } = db.prepare('SELECT n, last_seq FROM rooms WHERE id = ?').get(room) as Record<string, number>
    const body = JSON.stringify({ v: 1, kind: 'text', text: 'I owe you much' })
    db.prepare(
      "INSERT INTO entries(room, seq, id, kind, sender, device, at, messages, body) VALUES (?, ?, ?, 'message', ?, ?, 1, 2, ?)",
    ).run(n ?? 0, (last_seq ?? 0) + 1, 'x'.repeat(22), idOf(ben), idOf(ben), body)
    db.prepare(
      'UPDATE rooms SET last_seq = last_seq + 1, messages = messages + 1, lines = NULL, genesis = NULL WHERE n = ?',
    ).run(n ?? 0)
  })
  await live(ada)
  await until(ada.room(room).timeline, ({ items }) =>
    items.some(({ content }) => content.kind === 'unreadable' && content.why === 'unsealed'),
  )
  await becomes(ada, room, ({ lines }) => lines === null)
  expect(item(ada, room)?.sealing).toBe('sealed')
  await showsClear(ada, room, ['of old'])
  await ada.close()
  const again = town.engine({ store })
  await live(again)
  await becomes(again, room, ({ sealing, lines }) => sealing === 'sealed' && lines === null)
})

test('another beginning for the same old room is no beginning: it shows, and nothing is sent', async () => {
  await using town = await Town.open()
  const [ada, ben, cyd] = [await town.person('ada'), await town.person('ben'), await town.person('cyd')]
  const people = [{ user: idOf(ada), role: 'owner' as const }, { user: idOf(ben) }, { user: idOf(cyd) }]
  const room = await before(town, { kind: 'private', name: 'Kitchen', people, said: [] })
  await isSealed(ada, room)
  for (const client of [ada, ben]) client.room(room).open()
  await ada.room(room).send('as it began')
  await shows(ben, room, ['as it began'])
  await town.tamper((db) => {
    const row = db.prepare('SELECT n, genesis FROM rooms WHERE id = ?').get(room) as { n: number; genesis: string }
    const genesis = JSON.parse(row.genesis) as { others: object[] }
    const other = JSON.stringify({ ...genesis, others: genesis.others.slice(1) })
    db.prepare('UPDATE rooms SET genesis = ? WHERE n = ?').run(other, row.n)
  })
  await live(ada)
  await ada
    .room(room)
    .change({ kind: 'about', name: 'Cellar', topic: '' })
    .catch(() => undefined)
  await becomes(ada, room, ({ trouble }) => trouble === 'room_forked')
  expect(await refusal(ada, room, 'to whom?')).toEqual(['room_forked'])
})

test('somebody who was never in a direct message cannot be in it when it is sealed', async () => {
  await using town = await Town.open()
  const store = lasting()
  const [ada, ben, eve] = [await town.person('ada'), await town.person('ben', { store }), await town.person('eve')]
  await ben.close()
  const people = [{ user: idOf(ada) }, { user: idOf(ben) }]
  const room = await before(town, { kind: 'direct', name: '', people, said: [] })
  await isSealed(ada, room)
  await town.tamper((db) => {
    const row = db.prepare('SELECT n, genesis FROM rooms WHERE id = ?').get(room) as { n: number; genesis: string }
    const genesis = JSON.parse(row.genesis) as { others: { key: string }[] }
    const others = [...genesis.others, { user: idOf(eve), key: genesis.others[0]?.key }]
    db.prepare('UPDATE rooms SET genesis = ? WHERE n = ?').run(JSON.stringify({ ...genesis, others }), row.n)
  })
  const again = town.engine({ store })
  await live(again)
  await until(again.keyring, ({ kind }) => kind === 'ready')
  again.room(room).open()
  expect(await refusal(again, room, 'to whom?')).toEqual(['stranger_in_room'])
})
