import { expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { until } from '../readable.ts'
import { historyTypes } from '../sealing/history-bundle.ts'
import { held } from '../testing/held-vault.ts'
import { bringIn, roomOf } from '../testing/history-room.ts'
import { closed, reasons } from '../testing/reasons.ts'
import { eventually, live, shows, Town } from '../testing/town.ts'
import { directOf, idOf } from '../testing/who.ts'

/** What an operator does to the database while nobody looks. */
async function tamper(town: Town, all: readonly Client[], sql: string): Promise<void> {
  await town.tamper((db) => db.exec(sql))
  for (const client of all) await live(client)
}

/** Somebody says something, and the others see it. */
async function says(who: Client, room: string, text: string, others: readonly Client[] = []): Promise<void> {
  await who.room(room).send(text)
  for (const client of [who, ...others])
    await until(client.room(room).timeline, ({ items }) =>
      items.some(({ content }) => content.kind === 'text' && content.text === text),
    )
}

test('the server gives a newcomer what was said before, the room’s log does not: no keys flow, whoever asks and however', async () => {
  await using town = await Town.open()
  const [hers, his] = [held(), held()]
  const ada = await town.person('ada', { openVault: hers.open })
  const kim = await town.person('kim', { openVault: his.open })
  const room = await roomOf(ada, 'joined')
  await says(ada, room, 'before you')
  await tamper(town, [ada, kim], 'UPDATE rooms SET visible_from = 1')
  await bringIn(ada, kim, room)
  await closed(kim, room, 1)
  // An honest device does not even ask for them; this one does, twice over.
  await his.vault?.whisper([{ user: idOf(ada) }], historyTypes.wanted, { room })
  await eventually(() => his.whispered.includes('parley.ask'))
  await says(ada, room, 'welcome', [kim])
  await says(kim, room, 'thank you', [ada])
  expect(hers.handedTo).toEqual([])
  expect(hers.whispered).not.toContain('parley.told')
  expect(reasons(kim, room)).toEqual(['key-too-late'])
  await shows(kim, room, ['welcome', 'thank you'])
})

test('the room was visible at times, and the server gives out all of it: what was said at the other times stays closed', async () => {
  await using town = await Town.open()
  const his = held()
  const ada = await town.person('ada')
  const kim = await town.person('kim', { openVault: his.open })
  const room = await roomOf(ada, 'joined')
  await says(ada, room, 'closed')
  await ada.room(room).change({ kind: 'history', history: 'shared' })
  await says(ada, room, 'open')
  await ada.room(room).change({ kind: 'history', history: 'joined' })
  await says(ada, room, 'closed again')
  await ada.room(room).change({ kind: 'history', history: 'shared' })
  await says(ada, room, 'open again')
  await tamper(town, [ada, kim], 'UPDATE rooms SET visible_from = 1')
  await bringIn(ada, kim, room)
  await shows(kim, room, ['open', 'open again'])
  await eventually(() => his.whispered.includes('parley.ask'))
  await says(ada, room, 'later', [kim])
  await shows(kim, room, ['open', 'open again', 'later'])
  // The bundle says so of each key that it leaves out.
  expect(reasons(kim, room)).toEqual(['withheld', 'withheld'])
})

test('the room’s log shows what was said, the server holds it back: it is read as soon as the server gives it out', async () => {
  await using town = await Town.open()
  const [ada, kim] = [await town.person('ada'), await town.person('kim')]
  const room = await roomOf(ada, 'shared')
  await says(ada, room, 'before you')
  await tamper(town, [ada, kim], 'UPDATE rooms SET visible_from = NULL')
  await bringIn(ada, kim, room)
  await says(ada, room, 'welcome', [kim])
  await shows(kim, room, ['welcome'])
  kim.room(room).close()
  await tamper(town, [ada, kim], 'UPDATE members SET since = 1; UPDATE rooms SET version = version + 1')
  kim.room(room).open()
  await kim.room(room).jumpTo({ kind: 'seq', seq: 1 })
  await shows(kim, room, ['before you', 'welcome'])
})

test('a stranger, and somebody who was sent away, ask for the keys of a visible room: nobody hands them any', async () => {
  await using town = await Town.open()
  const [hers, strangers, formers] = [held(), held(), held()]
  const ada = await town.person('ada', { openVault: hers.open })
  const eve = await town.person('eve', { openVault: strangers.open })
  const max = await town.person('max', { openVault: formers.open })
  const room = await roomOf(ada, 'shared')
  await says(ada, room, 'among us')
  await bringIn(ada, max, room)
  await shows(max, room, ['among us'])
  await ada.room(room).change({ kind: 'ban', user: idOf(max) })
  expect(hers.handedTo).toEqual([idOf(max)])
  for (const [client, device] of [
    [eve, strangers],
    [max, formers],
  ] as const) {
    const direct = await directOf(ada, client)
    await device.vault?.whisper([{ user: idOf(ada) }], historyTypes.wanted, { room })
    await device.vault?.whisper([{ user: idOf(ada) }], historyTypes.wanted, { room: 7 })
    await says(client, direct, 'well?', [ada])
    await says(ada, direct, 'no', [client])
  }
  expect(hers.handedTo).toEqual([idOf(max)])
})

test('a damaged bundle is refused, and the next member is asked', async () => {
  await using town = await Town.open()
  /** One letter of what a member hands on is another. */
  const damage = (type: string, content: object): object => {
    if (type !== historyTypes.piece) return content
    const { data } = content as { data: string }
    return { ...content, data: `${data.startsWith('A') ? 'B' : 'A'}${data.slice(1)}` }
  }
  const [hers, his] = [held(damage), held()]
  const ada = await town.person('ada', { openVault: hers.open })
  const ben = await town.person('ben', { openVault: his.open })
  const room = await roomOf(ada, 'shared')
  await bringIn(ada, ben, room)
  await says(ada, room, 'one', [ben])
  await says(ben, room, 'two', [ada])
  const kim = await town.person('kim')
  await bringIn(ada, kim, room)
  await shows(kim, room, ['one', 'two'])
  expect([hers.handedTo, his.handedTo]).toEqual([[idOf(kim)], [idOf(kim)]])
})
