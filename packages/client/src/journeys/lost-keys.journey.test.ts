import { expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { until } from '../readable.ts'
import { inside, privateRoom } from '../testing/comers.ts'
import { bringIn } from '../testing/history-room.ts'
import { recovered } from '../testing/kept.ts'
import { lossyVault } from '../testing/lossy-vault.ts'
import { slowDisk } from '../testing/slow-disk.ts'
import { shows, Town } from '../testing/town.ts'
import { deviceOf, directOf, idOf } from '../testing/who.ts'

test('a key that got lost: the entry says so, its writer is asked, and it can be read', async () => {
  await using town = await Town.open()
  let lost = false
  const ada = await town.person('ada', { openVault: lossyVault(() => lost) })
  const ben = await town.person('ben')
  const room = await directOf(ada, ben)
  lost = true
  await ada.room(room).send('first')
  const closed = await until(ben.room(room).timeline, ({ items }) =>
    items.some(({ content }) => content.kind === 'unreadable'),
  )
  expect(closed.items.at(-1)?.content).toEqual({ kind: 'unreadable', why: 'no-key' })
  lost = false
  await shows(ben, room, ['first'])
  await ada.room(room).send('second')
  await shows(ben, room, ['first', 'second'])
})

test('a key that comes while what it opens is still being stored: it is shown, and told to whoever listens', async () => {
  await using town = await Town.open()
  let lost = false
  const ada = await town.person('ada', { openVault: lossyVault(() => lost) })
  const ben = await town.person('ben', { store: slowDisk() })
  const heard: string[] = []
  ben.onMessage(({ text }) => void heard.push(text))
  const room = await directOf(ada, ben)
  lost = true
  await ada.room(room).send('first')
  await until(ada.room(room).timeline, ({ items }) => items.at(-1)?.delivery.kind === 'sent')
  lost = false
  await shows(ben, room, ['first'])
  await expect.poll(() => heard).toEqual(['first'])
})

/** Somebody fills the inbox of a device, so that there is always something in it, until that is disposed. */
function flood(from: Client, to: Client): AsyncDisposable {
  const junk = { user: idOf(to), device: deviceOf(to), body: JSON.stringify({ type: 'nothing', content: {} }) }
  let isOver = false
  const one = async (): Promise<void> => {
    while (!isOver)
      await from.call('inbox.send', { messages: Array.from({ length: 200 }, () => junk) }).catch(() => null)
  }
  const all = Promise.all([one(), one()])
  return {
    async [Symbol.asyncDispose]() {
      isOver = true
      await all
    },
  }
}

test('a key that got lost is asked for, also while somebody floods the inbox that it would come to', async () => {
  await using town = await Town.open()
  let lost = false
  const ada = await town.person('ada', { openVault: lossyVault(() => lost) })
  const [ben, cy] = [await town.person('ben'), await town.person('cy')]
  const room = await directOf(ada, ben)
  await directOf(cy, ben)
  lost = true
  await ada.room(room).send('first')
  await until(ada.room(room).timeline, ({ items }) => items.at(-1)?.delivery.kind === 'sent')
  lost = false
  await using _ = flood(cy, ben)
  await shows(ben, room, ['first'])
})

test('the keys of a room’s beginning got lost on their way to my other device: it learns who is there, and writes', async () => {
  await using town = await Town.open()
  let lost = false
  const ada = await town.person('ada', { openVault: lossyVault(() => lost) })
  const ben = await town.person('ben')
  const other = await recovered(town, await ada.makeRecoveryKey())
  lost = true
  const room = await privateRoom(ada)
  lost = false
  await bringIn(ada, ben, room)
  await inside(other, room)
  for (const client of [ada, other]) client.room(room).open()
  await other.room(room).send('from my other device')
  for (const client of [ada, ben, other]) await shows(client, room, ['from my other device'])
})
