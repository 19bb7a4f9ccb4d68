import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ParleyError } from '@parley/protocol'
import { expect, test } from 'vitest'
import type { Client } from '../client.ts'
import type { Card } from '../profiles/fields.ts'
import { until } from '../readable.ts'
import { memoryStore } from '../store/memory.ts'
import { vaultBehind } from '../testing/behind.ts'
import { recovered } from '../testing/kept.ts'
import { eventually, live, meetIn, shows, Town } from '../testing/town.ts'
import { directOf, idOf, listed } from '../testing/who.ts'

const said = { pronouns: 'she/her', about: 'Keeps the gauges honest', status: 'Boat shed', until: null }
const shown: Card = {
  pronouns: 'she/her',
  about: 'Keeps the gauges honest',
  status: { text: 'Boat shed', until: null },
}

const cardOf = (viewer: Client, of: Client): Card | undefined => viewer.cards.get().get(idOf(of))
const sees = (viewer: Client, of: Client, about: string): Promise<unknown> =>
  until(viewer.cards, (cards) => cards.get(idOf(of))?.about === about)
const says = (client: Client, about: string): Promise<unknown> =>
  until(client.myProfile, (mine) => mine.kind === 'known' && mine.fields.about === about)

/** A message that everybody who sees it has opened together with what goes with it. */
async function sends(from: Client, room: string, text: string, ...to: readonly Client[]): Promise<void> {
  await from.room(room).send(text)
  for (const client of to) {
    client.room(room).open()
    await until(client.room(room).timeline, ({ items }) =>
      items.some(({ content }) => content.kind === 'text' && content.text === text),
    )
  }
}

async function bringsIn(host: Client, guest: Client, room: string): Promise<void> {
  await host.room(room).change({ kind: 'invite', user: idOf(guest) })
  await listed(guest, room)
  await guest.room(room).change({ kind: 'join' })
}

/** What an operator does to the stored profiles while nobody looks. */
async function tamper(town: Town, change: (db: DatabaseSync) => void): Promise<void> {
  await town.stop()
  const db = new DatabaseSync(join(town.folder, 'parley.db'))
  change(db)
  db.close()
  await town.begin()
}

test('row 93: who shares a sealed room sees the profile and each change, a newcomer with the next message, a stranger in a public room never', async () => {
  await using town = await Town.open()
  const [ada, ben, eve] = [await town.person('ada'), await town.person('ben'), await town.person('eve')]
  const square = await meetIn(ada, ben, eve)
  await ada.setProfile(said)
  expect(ada.myProfile.get()).toEqual({ kind: 'known', fields: said })
  const direct = await directOf(ada, ben)
  await sends(ada, direct, 'hello', ben)
  await sees(ben, ada, said.about)
  expect(cardOf(ben, ada)).toEqual(shown)
  // The key is known: a change needs no message.
  await ada.setProfile({ ...said, about: 'Likes buns' })
  await sees(ben, ada, 'Likes buns')

  await sends(ada, square, 'to everybody', eve)
  expect(cardOf(eve, ada)).toBeUndefined()
  const room = await ada.createRoom({ kind: 'private', name: 'Gauges', topic: '' })
  await bringsIn(ada, eve, room)
  expect(cardOf(eve, ada)).toBeUndefined()
  await sends(ada, room, 'welcome', eve)
  await sees(eve, ada, 'Likes buns')

  await ada.setProfile({ pronouns: '', about: '', status: '', until: null })
  await until(ben.cards, (cards) => cards.size === 0)
  await ada.setProfile(said)
  await sends(ada, direct, 'it is me again', ben)
  await sees(ben, ada, said.about)
})

test('row 93: a new key reaches whoever looks at a room with the marks, without a message', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  const direct = await directOf(ada, ben)
  await sends(ben, direct, 'who are you?', ada, ben)
  await until(ben.room(direct).marks, (marks) => marks.some(({ delivered }) => delivered > 0))
  await ada.setProfile(said)
  await sees(ben, ada, said.about)
})

test('row 93: another device reads and changes it; one that is not confirmed cannot', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  await ada.setProfile(said)
  const key = await ada.makeRecoveryKey()
  const phone = await town.device('ada')
  await until(phone.keyring, ({ kind }) => kind === 'unconfirmed')
  expect(phone.myProfile.get()).toEqual({ kind: 'unknown' })
  await expect(phone.setProfile(said)).rejects.toMatchObject({ code: 'no_keys' })
  await phone.recover(key)
  await says(phone, said.about)
  await phone.setProfile({ ...said, about: 'From the phone' })
  await says(ada, 'From the phone')
  // Both at once: one follows the other, and both show the same in the end.
  await Promise.all([ada, phone].map((one, n) => one.setProfile({ ...said, about: `Number ${n}` })))
  await eventually(() => {
    const [one, other] = [ada.myProfile.get(), phone.myProfile.get()]
    return one.kind === 'known' && other.kind === 'known' && one.fields.about === other.fields.about
  })
})

test('row 93: a device that is confirmed before the key of the profile lies in the backup gets it from the other one', async () => {
  await using town = await Town.open()
  let isThere = false
  const openVault = vaultBehind(() => ({
    'backups.put': (input, ask) => (isThere ? ask(input) : Promise.reject(new ParleyError('unavailable'))),
  }))
  const ada = await town.person('ada', { openVault })
  await ada.setProfile(said)
  const phone = await recovered(town, await ada.makeRecoveryKey())
  await until(phone.myProfile, ({ kind }) => kind === 'unreadable')
  isThere = true
  await ada.createRoom({ kind: 'private', name: 'Gauges', topic: '' })
  await says(phone, said.about)
})

test('row 93: whoever is in no room with me any more does not open what I say next', async () => {
  await using town = await Town.open()
  const [ada, ben, eve] = [await town.person('ada'), await town.person('ben'), await town.person('eve')]
  const room = await ada.createRoom({ kind: 'private', name: 'Gauges', topic: '' })
  for (const one of [ben, eve]) await bringsIn(ada, one, room)
  await ada.setProfile(said)
  await sends(ada, room, 'hello', ben, eve)
  for (const one of [ben, eve]) await sees(one, ada, said.about)
  const keyOf = async (client: Client) =>
    (await client.call('profiles.get', { people: [{ user: idOf(ada), version: 0 }] })).profiles[0]?.key
  const before = await keyOf(ada)
  await ada.setProfile({ ...said, about: 'Still the same key' })
  await sees(eve, ada, 'Still the same key')
  await ada.room(room).change({ kind: 'kick', user: idOf(eve) })
  await ada.setProfile({ ...said, about: 'Without Eve' })
  expect(await keyOf(ada)).not.toBe(before)
  await sends(ada, room, 'she is gone', ben)
  await sees(ben, ada, 'Without Eve')
  expect(cardOf(eve, ada)?.about).toBe('Still the same key')
  // Even with what the server keeps.
  await tamper(town, (db) => db.exec("UPDATE members SET state = 'joined' WHERE state IN ('left', 'banned')"))
  await live(eve)
  const { profiles } = await eve.call('profiles.get', { people: [{ user: idOf(ada), version: 0 }] })
  expect(profiles).toHaveLength(1)
  expect(cardOf(eve, ada)?.about).toBe('Still the same key')
})

test('what the server swaps is not shown: the profile of somebody else, an older one, a damaged one', async () => {
  await using town = await Town.open()
  const [ada, ben, cem] = [await town.person('ada'), await town.person('ben'), await town.person('cem')]
  await ada.setProfile({ ...said, about: 'first' })
  await cem.setProfile({ ...said, about: 'of Cem' })
  const [direct, other] = [await directOf(ada, ben), await directOf(cem, ben)]
  await sends(ada, direct, 'hello', ben)
  await sends(cem, other, 'hello', ben)
  await sees(ben, ada, 'first')
  await sees(ben, cem, 'of Cem')
  const rowOf = (db: DatabaseSync, who: Client) =>
    db.prepare('SELECT body FROM sealed_profiles WHERE user = ?').get(idOf(who))?.['body'] as string
  const shownTo = async (body: string, version: number): Promise<void> => {
    await tamper(town, (db) =>
      db.prepare('UPDATE sealed_profiles SET body = ?, version = ? WHERE user = ?').run(body, version, idOf(ada)),
    )
    await live(ben)
    // The server has answered whatever was asked before this.
    await ben.setProfile({ ...said, about: `after ${version}` })
    expect(cardOf(ben, ada)?.about).toBe('second')
  }
  let first = ''
  let second = ''
  let cems = ''
  await tamper(town, (db) => {
    first = rowOf(db, ada)
    cems = rowOf(db, cem)
  })
  await live(ada)
  await live(ben)
  await ada.setProfile({ ...said, about: 'second' })
  await sees(ben, ada, 'second')
  await tamper(town, (db) => {
    second = rowOf(db, ada)
  })
  await shownTo(first, 1)
  await shownTo(first, 7)
  await shownTo(cems, 8)
  await shownTo(second, 9)
  await shownTo(second.replace(/"mac":"../u, '"mac":"AA'), 2)
  await shownTo('{"v":1}', 10)
  await shownTo('x'.repeat(100_000), 11)

  // A device that has seen nothing yet is told in the room which version there is at least.
  await tamper(town, (db) =>
    db.prepare('UPDATE sealed_profiles SET body = ?, version = 1 WHERE user = ?').run(first, idOf(ada)),
  )
  const fay = await town.person('fay')
  await live(ada)
  const late = await directOf(ada, fay)
  await sends(ada, late, 'hello', fay)
  await fay.setProfile(said)
  expect(cardOf(fay, ada)).toBeUndefined()
  // What comes next goes above everything that the server has shown.
  await live(ada)
  await ada.setProfile({ ...said, about: 'third' })
  await sees(fay, ada, 'third')
})

test('what is kept shows at once after a restart, and a status ends by itself', async () => {
  await using town = await Town.open()
  const store = memoryStore()
  const [ada, ben] = [await town.person('ada'), await town.person('ben', { store })]
  const direct = await directOf(ada, ben)
  await ada.setProfile({ ...said, until: Date.now() + 86_400_000 })
  await ada.room(direct).send('hello')
  ben.room(direct).open()
  await shows(ben, direct, ['hello'])
  await until(ben.cards, (cards) => cards.get(idOf(ada))?.status?.text === 'Boat shed')
  await ada.setProfile({ ...said, until: Date.now() + 1500 })
  await until(ben.cards, (cards) => cards.get(idOf(ada))?.status === null)
  expect(cardOf(ben, ada)?.about).toBe(said.about)
  await expect(ada.setProfile({ ...said, about: 'x'.repeat(10_000) })).rejects.toMatchObject({ code: 'too_large' })
  await town.stop()
  await expect(ada.setProfile(said)).rejects.toMatchObject({ retryable: true })
  const again = town.engine({ store })
  await again.begun
  expect(again.cards.get().get(idOf(ada))?.about).toBe(said.about)
  await town.begin()
})
