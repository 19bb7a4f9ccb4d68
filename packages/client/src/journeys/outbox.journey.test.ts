import { ParleyError } from '@parley/protocol'
import { markRestored, readConfig } from '@parley/server'
import { expect, test } from 'vitest'
import { reachOf } from '../marks/marks.ts'
import { until } from '../readable.ts'
import { memoryStore } from '../store/memory.ts'
import { vaultBehind } from '../testing/behind.ts'
import { eventually, live, meetIn, shows, Town, texts } from '../testing/town.ts'
import { directOf } from '../testing/who.ts'

const lasting = () => ({ ...memoryStore(), close: async () => undefined })

test('what could not be sent survives a new engine on the same store', async () => {
  await using town = await Town.open()
  const store = lasting()
  const ada = await town.person('ada', { store })
  const ben = await town.person('ben')
  const room = await meetIn(ada, ben)
  ben.room(room).open()
  await town.stop()
  await until(ada.connection, ({ kind }) => kind === 'connecting')
  const sent = ['first', 'second', 'third']
  for (const text of sent) await ada.room(room).send(text)
  ada.room(room).setDraft('and a fourth')
  await ada.close()
  await town.begin()
  const again = town.engine({ store })
  again.room(room).open()
  await shows(ben, room, sent)
  await shows(again, room, sent)
  await until(again.room(room).timeline, ({ items }) => items.every(({ delivery }) => delivery.kind === 'sent'))
  expect(again.room(room).draft.get()).toBe('and a fourth')
  expect(again.rooms.get()[0]?.hasDraft).toBe(true)
  await eventually(() => again.rooms.get()[0]?.failed === 0)
  expect(await store.all('outbox')).toEqual([])
})

test('row 99: what is sent too fast arrives after the pause, in order', async () => {
  await using town = await Town.open({ PARLEY_MESSAGES_PER_SECOND: '40', PARLEY_MESSAGES_BURST: '10' })
  const ada = await town.person('ada')
  const ben = await town.person('ben')
  const room = await meetIn(ada, ben)
  const other = await meetIn(ada)
  ben.room(room).open()
  const sent = Array.from({ length: 120 }, (_, n) => `message ${n}`)
  await Promise.all(
    sent.flatMap((text, n) => [ada.room(room).send(text), ...(n % 4 === 0 ? [ada.room(other).send(text)] : [])]),
  )
  await shows(ben, room, sent)
})

test('a message that is refused for good fails, and the others go on', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const ben = await town.person('ben')
  const state = ben.session.get()
  const user = state.kind === 'signed-in' ? state.user : ''
  const room = await meetIn(ada, ben)
  const mine = await meetIn(ben)
  ben.room(room).open()
  await ada.call('rooms.kick', { room, user })
  await until(ben.rooms, (rooms) => !rooms.some(({ id }) => id === room))
  const id = await ben.room(room).send('too late')
  await ben.room(mine).send('still here')
  ben.room(mine).open()
  await shows(ben, mine, ['still here'])
  const failed = await until(ben.room(room).timeline, ({ items }) => items.at(-1)?.delivery.kind === 'failed')
  expect(failed.items.at(-1)).toMatchObject({ key: id, delivery: { kind: 'failed', error: { code: 'not_a_member' } } })
  await ben.call('rooms.join', { room })
  await until(ben.rooms, (rooms) => rooms.some((item) => item.id === room && item.failed === 1))
  await ben.room(room).retry(id)
  ada.room(room).open()
  await shows(ada, room, ['too late'])
  await until(ben.rooms, (rooms) => rooms.every(({ failed: left }) => left === 0))
})

test('a text that no frame can carry is refused before it is stored', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const room = await meetIn(ada)
  await expect(ada.room(room).send('ü'.repeat(50_000))).rejects.toMatchObject({ code: 'too_large' })
  await ada.room(room).send('x'.repeat(30_000))
  await until(ada.rooms, ([first]) => first?.messages === 1)
})

const countAsRestored = (town: Town): Promise<void> => markRestored(readConfig({ PARLEY_DATA: town.folder }, []))

test('C9: a server that was restored from a copy gets again what its members had sent since', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const ben = await town.person('ben')
  const room = await meetIn(ada, ben)
  for (const client of [ada, ben]) client.room(room).open()
  await ada.room(room).send('before the copy')
  await shows(ben, room, ['before the copy'])
  await town.stop()
  await town.keep('copy')
  await town.begin()
  await Promise.all([live(ada), live(ben)])
  await ada.room(room).send('after the copy, by Ada')
  await shows(ben, room, ['before the copy', 'after the copy, by Ada'])
  await ben.room(room).send('after the copy, by Ben')
  await shows(ada, room, ['before the copy', 'after the copy, by Ada', 'after the copy, by Ben'])
  await town.stop()
  await town.restore('copy')
  await countAsRestored(town)
  await town.begin()
  await Promise.all([live(ada), live(ben)])
  await eventually(() => texts(ada, room).length === 3 && texts(ben, room).length === 3)
  await until(ada.room(room).timeline, ({ items }) => items.every(({ seq }) => seq !== null))
  await shows(ben, room, texts(ada, room))
  expect([...texts(ada, room)].sort()).toEqual(['after the copy, by Ada', 'after the copy, by Ben', 'before the copy'])
})

test('C9, C5: what a restored server gets again stands before what was written while it was away', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const ben = await town.person('ben')
  const room = await meetIn(ada, ben)
  for (const client of [ada, ben]) client.room(room).open()
  await ada.room(room).send('before the copy')
  await shows(ben, room, ['before the copy'])
  await town.stop()
  await town.keep('copy')
  await town.begin()
  await live(ada)
  const lost = ['lost 1', 'lost 2', 'lost 3']
  for (const text of lost) await ada.room(room).send(text)
  await shows(ben, room, ['before the copy', ...lost])
  await town.stop()
  await until(ada.connection, ({ kind }) => kind === 'connecting')
  for (const text of ['away 1', 'away 2']) await ada.room(room).send(text)
  await town.restore('copy')
  await countAsRestored(town)
  await town.begin()
  for (const client of [ada, ben]) await shows(client, room, ['before the copy', ...lost, 'away 1', 'away 2'])
})

test('C9: what was read in the lost store is not read in the restored one, and can be read again', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const ben = await town.person('ben')
  const room = await meetIn(ada, ben)
  for (const client of [ada, ben]) client.room(room).open()
  await ada.room(room).send('before the copy')
  await shows(ben, room, ['before the copy'])
  await town.stop()
  await town.keep('copy')
  await town.begin()
  await Promise.all([live(ada), live(ben)])
  await ada.room(room).send('after the copy')
  await shows(ben, room, ['before the copy', 'after the copy'])
  const session = ada.session.get()
  const me = session.kind === 'signed-in' ? session.user : ''
  const seq = ben.room(room).timeline.get().head
  const readers = () => reachOf(ada.room(room).marks.get(), seq, me).read
  ben.room(room).markRead(seq)
  await until(ada.room(room).marks, () => readers() === 1)
  await town.stop()
  await town.restore('copy')
  await countAsRestored(town)
  await town.begin()
  await until(ben.rooms, ([item]) => item?.messages === 2 && item.unread === 2)
  expect(readers()).toBe(0)
  ben.room(room).markRead(seq)
  await until(ada.room(room).marks, () => readers() === 1)
  await until(ben.rooms, ([item]) => item?.unread === 0)
})

test('C5: what cannot be sealed now is not overtaken by what was written after it', async () => {
  await using town = await Town.open()
  let failures = 0
  const openVault = vaultBehind(() => ({
    'inbox.send': async (input, ask) => {
      failures -= 1
      if (failures >= 0) throw new ParleyError('unavailable')
      return await ask(input)
    },
  }))
  const [ada, ben] = [await town.person('ada', { openVault }), await town.person('ben')]
  const room = await directOf(ada, ben)
  failures = 1
  const written = ['one', 'two', 'three']
  await Promise.all(written.map((text) => ada.room(room).send(text)))
  await shows(ben, room, written)
  expect(failures).toBeLessThan(0)
})
