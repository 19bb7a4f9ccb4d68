import type { HistoryRule } from '@parley/protocol'
import { expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { until } from '../readable.ts'
import { historyTypes } from '../sealing/history-bundle.ts'
import { backedUp } from '../testing/backed-up.ts'
import { comer, inside, knock, linkInto } from '../testing/comers.ts'
import { held } from '../testing/held-vault.ts'
import { bringIn, roomOf } from '../testing/history-room.ts'
import { eventually, shows, Town } from '../testing/town.ts'
import { idOf, listed } from '../testing/who.ts'

/** Somebody says something, and it stands with each of those who are there, sealed and sent. */
async function says(room: string, all: readonly Client[], who: Client, text: string): Promise<void> {
  await who.room(room).send(text)
  for (const client of all)
    await until(client.room(room).timeline, ({ items }) =>
      items.some(
        ({ content, delivery }) => content.kind === 'text' && content.text === text && delivery.kind === 'sent',
      ),
    )
}

const texts = ['from ada', 'from ben', 'from cyd'] as const

/** A room in which three people have spoken, and of whom only the first is still there. */
async function threeSpoke(town: Town, history: HistoryRule) {
  const [ada, ben, cyd] = [await town.person('ada'), await town.person('ben'), await town.person('cyd')]
  const room = await roomOf(ada, history)
  for (const other of [ben, cyd]) await bringIn(ada, other, room)
  const all = [ada, ben, cyd]
  for (const [n, who] of all.entries()) await says(room, all, who, texts[n] ?? '')
  for (const gone of [ben, cyd]) await gone.close()
  return { ada, room }
}

test('row 24: a newcomer reads what three people wrote before, while only the inviter is there', async () => {
  await using town = await Town.open()
  const { ada, room } = await threeSpoke(town, 'shared')
  const kim = await town.person('kim')
  await bringIn(ada, kim, room)
  await shows(kim, room, texts)
  await says(room, [ada, kim], kim, 'thank you')
})

test('row 24: who comes by an invite link reads it too, and so does their next device after the recovery key', async () => {
  await using town = await Town.open()
  const { ada, room } = await threeSpoke(town, 'shared')
  const kim = await comer(town, 'kim', await linkInto(ada, room))
  await inside(kim, room)
  kim.room(room).open()
  await shows(kim, room, texts)
  const key = await kim.makeRecoveryKey()
  // Half a second after keys came they are in the backup; then nobody else is there to ask.
  await until(kim.keyring, (state) => state.kind === 'ready' && state.recovery)
  await backedUp(kim, room)
  for (const gone of [ada, kim]) await gone.close()
  const next = await town.device('kim')
  await until(next.keyring, ({ kind }) => kind === 'unconfirmed')
  await next.recover(key)
  await listed(next, room)
  next.room(room).open()
  await shows(next, room, texts)
})

test('in a room from joining on a newcomer is given nothing of what was said before', async () => {
  await using town = await Town.open()
  const { ada, room } = await threeSpoke(town, 'joined')
  const kim = await town.person('kim')
  await bringIn(ada, kim, room)
  await says(room, [ada, kim], ada, 'welcome')
  await shows(kim, room, ['welcome'])
  const { since, entries } = await kim.call('messages.history', { room, at: { kind: 'after', seq: 0 }, limit: 100 })
  expect(entries.every(({ seq }) => seq >= since)).toBe(true)
  expect(entries.filter(({ kind }) => kind === 'message')).toHaveLength(1)
})

test('who was removed and comes back reads what was said meanwhile', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  const room = await roomOf(ada, 'shared')
  const link = await linkInto(ada, room)
  await bringIn(ada, ben, room)
  await says(room, [ada, ben], ada, 'one')
  await ada.room(room).change({ kind: 'kick', user: idOf(ben) })
  await until(ben.rooms, (rooms) => rooms.every(({ id }) => id !== room))
  await says(room, [ada], ada, 'two')
  await ben.call('invites.accept', { token: link.token })
  await knock(ben, link)
  await inside(ben, room)
  await shows(ben, room, ['one', 'two'])
})

test('the rule is changed both ways: each stretch stays under its own', async () => {
  await using town = await Town.open()
  const [ada, kim] = [await town.person('ada'), await town.person('kim')]
  const [lou, max] = [await town.person('lou'), await town.person('max')]
  const room = await roomOf(ada, 'joined')
  await says(room, [ada], ada, 'closed')
  await ada.room(room).change({ kind: 'history', history: 'shared' })
  await says(room, [ada], ada, 'open')
  await bringIn(ada, kim, room)
  await shows(kim, room, ['open'])
  await expect(kim.room(room).change({ kind: 'history', history: 'joined' })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await ada.room(room).change({ kind: 'history', history: 'joined' })
  await until(kim.rooms, (rooms) => rooms.some(({ id, history }) => id === room && history === 'joined'))
  await says(room, [ada, kim], kim, 'closed again')
  await bringIn(ada, lou, room)
  await says(room, [ada, kim, lou], ada, 'hello lou')
  await shows(lou, room, ['hello lou'])
  await ada.room(room).change({ kind: 'history', history: 'shared' })
  await says(room, [ada, kim, lou], lou, 'open again')
  await bringIn(ada, max, room)
  await shows(max, room, ['open again'])
})

test('a bundle of many keys travels in pieces, and reaches every confirmed device of the newcomer', async () => {
  await using town = await Town.open()
  const [hers, first, second] = [held(), held(), held()]
  const ada = await town.person('ada', { openVault: hers.open })
  const kim = await town.person('kim', { openVault: first.open })
  const key = await kim.makeRecoveryKey()
  const other = await town.device('kim', { openVault: second.open })
  await until(other.keyring, ({ kind }) => kind === 'unconfirmed')
  await other.recover(key)
  const room = await roomOf(ada, 'shared')
  const all = Array.from({ length: 80 }, (_, n) => `message ${n}`)
  for (const text of all) {
    await hers.vault?.renewKey(room)
    await says(room, [ada], ada, text)
  }
  await bringIn(ada, kim, room)
  await inside(other, room)
  other.room(room).open()
  for (const device of [kim, other]) await until(device.room(room).timeline, () => readable(device, room) >= 40)
  expect(hers.whispered.filter((type) => type === historyTypes.piece).length).toBeGreaterThan(2)
  await eventually(() => first.took.includes(true) && second.took.includes(true))
})

/** How many messages of the page that is open can be read; none is closed. */
function readable(client: Client, room: string): number {
  const { items } = client.room(room).timeline.get()
  const isClosed = items.some(({ content }) => content.kind === 'unreadable')
  return isClosed ? 0 : items.filter(({ content }) => content.kind === 'text').length
}
