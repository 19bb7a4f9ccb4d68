import type { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import type { Client } from '../client.ts'
import type { Engine } from '../engine/engine.ts'
import { until } from '../readable.ts'
import { memoryStore } from '../store/memory.ts'
import type { Store } from '../store/store.ts'
import { live, shows, Town, texts } from '../testing/town.ts'
import { directOf, idOf, listed } from '../testing/who.ts'

const numberOf = (db: DatabaseSync, room: string): number =>
  Number(db.prepare('SELECT n FROM rooms WHERE id = ?').get(room)?.['n'])

/** A private room of the first, which the others have joined. */
async function roomOf(...[host, ...others]: readonly [Client, ...Client[]]): Promise<string> {
  const room = await host.createRoom({ kind: 'private', name: 'Harbour', topic: '' })
  for (const other of others) {
    await host.room(room).change({ kind: 'invite', user: idOf(other) })
    await listed(other, room)
    await other.room(room).change({ kind: 'join' })
  }
  for (const client of [host, ...others]) client.room(room).open()
  return room
}

/** Waits until so many texts that somebody wrote are in the log. */
const sentBy = (client: Client, room: string, many: number): Promise<unknown> =>
  until(
    client.room(room).timeline,
    ({ items }) =>
      items.filter(({ content, delivery }) => content.kind === 'text' && delivery.kind === 'sent').length === many,
  )

const troubled = (client: Client, room: string): Promise<unknown> =>
  until(client.rooms, (rooms) => rooms.some(({ id, trouble }) => id === room && trouble !== null))

const back = async (town: Town, store: Store, room: string): Promise<Engine> => {
  const engine = town.engine({ store })
  await live(engine)
  await until(engine.keyring, ({ kind }) => kind === 'ready')
  engine.room(room).open()
  return engine
}

test.each([
  ['a removal', (ada: Client, ben: Client, room: string) => ada.room(room).change({ kind: 'kick', user: idOf(ben) })],
  ['a leave', (_: Client, ben: Client, room: string) => ben.room(room).change({ kind: 'leave' })],
])('%s that the server holds back: whoever hears of it by a head sends nothing', async (_, goes) => {
  await using town = await Town.open()
  const store = memoryStore()
  const [ada, ben, cyd] = [await town.person('ada'), await town.person('ben'), await town.person('cyd', { store })]
  const room = await roomOf(ada, ben, cyd)
  await ada.room(room).send('all three')
  await shows(cyd, room, ['all three'])
  await cyd.close()
  await goes(ada, ben, room)
  await until(ada.rooms, (rooms) => rooms.some(({ id, members }) => id === room && members === 2))
  await ada.room(room).send('Ben is gone')
  await sentBy(ada, room, 2)
  await ada.close()
  await town.tamper((db) => {
    const n = numberOf(db, room)
    db.prepare('DELETE FROM room_lines WHERE room = ? AND n = (SELECT max(n) FROM room_lines WHERE room = ?)').run(n, n)
    db.prepare('UPDATE rooms SET lines = lines - 1, members = 3 WHERE n = ?').run(n)
    db.prepare("UPDATE members SET state = 'joined' WHERE room = ? AND user = ?").run(n, idOf(ben))
  })
  const again = await back(town, store, room)
  await troubled(again, room)
  await again.room(room).send('for whom?')
  // It waits for what was held back; it is not sent.
  await until(again.room(room).timeline, ({ items }) => items.some(({ delivery }) => delivery.kind !== 'sent'))
  await live(ben)
  expect(texts(ben, room)).not.toContain('for whom?')
})

test('messages that change places: the one that stands where it was not put stays closed', async () => {
  await using town = await Town.open()
  const store = memoryStore()
  const [ada, ben] = [await town.person('ada'), await town.person('ben', { store })]
  const room = await directOf(ada, ben)
  await ben.close()
  for (const text of ['shall we cancel it?', 'no', 'shall we go?', 'yes']) await ada.room(room).send(text)
  await sentBy(ada, room, 4)
  await ada.close()
  await town.tamper((db) => {
    const n = numberOf(db, room)
    const seqs = db.prepare("SELECT seq FROM entries WHERE room = ? AND kind = 'message' ORDER BY seq").all(n)
    const [second, fourth] = [Number(seqs[1]?.['seq']), Number(seqs[3]?.['seq'])]
    const move = db.prepare('UPDATE entries SET seq = ? WHERE room = ? AND seq = ?')
    for (const [to, from] of [
      [9999, second],
      [second, fourth],
      [fourth, 9999],
    ] as const)
      move.run(to, n, from)
  })
  const again = await back(town, store, room)
  const { items } = await until(again.room(room).timeline, (timeline) =>
    timeline.items.some(({ content }) => content.kind === 'unreadable' && content.why === 'moved'),
  )
  const said = items.flatMap(({ content }) => (content.kind === 'text' ? [content.text] : []))
  expect(said).not.toEqual(['shall we cancel it?', 'yes', 'shall we go?', 'no'])
})
