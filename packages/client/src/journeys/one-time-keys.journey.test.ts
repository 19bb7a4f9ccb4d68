import type { OutputOf } from '@parley/protocol'
import { expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { vaultBehind } from '../testing/behind.ts'
import { closed, reasons } from '../testing/reasons.ts'
import { shows, Town } from '../testing/town.ts'
import { directOf, idOf } from '../testing/who.ts'

type Claimed = OutputOf<'keys.claim'>['keys'][number]

/** Whoever is shown as the writers of a room's texts. */
const writers = (client: Client, room: string): readonly string[] =>
  client
    .room(room)
    .timeline.get()
    .items.flatMap(({ content, sender }) => (content.kind === 'text' ? [sender] : []))

test('a one-time key that is handed out again: what cannot be opened is said again, under the name of its writer', async () => {
  await using town = await Town.open()
  const first = new Map<string, Claimed>()
  const openVault = vaultBehind(() => ({
    async 'keys.claim'(input, ask) {
      const { keys } = await ask(input)
      for (const key of keys) if (!first.has(key.device)) first.set(key.device, key)
      return { keys: keys.map((key) => first.get(key.device) ?? key) }
    },
  }))
  const ada = await town.person('ada', { openVault })
  const ben = await town.person('ben')
  const cyd = await town.person('cyd', { openVault })
  const [hers, his] = [await directOf(ada, ben), await directOf(cyd, ben)]
  await ada.room(hers).send('from Ada')
  await shows(ben, hers, ['from Ada'])
  await cyd.room(his).send('from Cyd')
  await closed(ben, his, 1)
  expect(reasons(ben, his)).toEqual(['no-key'])
  await shows(ben, his, ['from Cyd'])
  expect(writers(ben, his)).toEqual([idOf(cyd)])
  await cyd.room(his).send('once more')
  await shows(ben, his, ['from Cyd', 'once more'])
  await ada.room(hers).send('still me')
  await shows(ben, hers, ['from Ada', 'still me'])
})

test('a one-time key that the device has not signed: nothing is sealed with it, and what was said comes another way', async () => {
  await using town = await Town.open()
  /** Messages that begin a conversation: they are sealed with a one-time key. */
  let begun = 0
  const openVault = vaultBehind(() => ({
    async 'keys.claim'(input, ask) {
      const { keys } = await ask(input)
      return {
        keys: keys.map((one) => ({
          ...one,
          key: one.key.replace(/"key":"(.)/, (_, letter) => `"key":"${letter === 'A' ? 'B' : 'A'}`),
        })),
      }
    },
    'inbox.send'(input, ask) {
      for (const { body } of input.messages) if (body.includes('"type":0')) begun += 1
      return ask(input)
    },
  }))
  const ada = await town.person('ada', { openVault })
  const ben = await town.person('ben')
  const room = await directOf(ada, ben)
  await ada.room(room).send('from Ada')
  await closed(ben, room, 1)
  await shows(ben, room, ['from Ada'])
  expect(begun).toBe(0)
  await ada.room(room).send('once more')
  await shows(ben, room, ['from Ada', 'once more'])
  await ben.room(room).send('from Ben')
  await shows(ada, room, ['from Ada', 'once more', 'from Ben'])
  expect(begun).toBe(0)
})
