import 'fake-indexeddb/auto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { until } from '../readable.ts'
import { indexedDbStore } from '../store/indexed-db.ts'
import { meetIn, shows, Town } from '../testing/town.ts'

let town: Town
beforeAll(async () => {
  town = await Town.open({ PARLEY_OFFLINE_AFTER: '200' })
})
afterAll(() => town[Symbol.asyncDispose]())

const userOf = (client: Client): string => {
  const state = client.session.get()
  return state.kind === 'signed-in' ? state.user : ''
}

test('somebody comes, is away, and goes', async () => {
  const ada = await town.person('ada')
  const ben = await town.person('ben')
  await meetIn(ada, ben)
  const user = userOf(ben)
  await until(ada.presence, (states) => states.get(user) === 'online')
  await ben.call('presence.set', { state: 'away' })
  await until(ada.presence, (states) => states.get(user) === 'away')
  await ben.close()
  await until(ada.presence, (states) => !states.has(user))
})

test('who types shows until they send, and not where they switched it off', async () => {
  const ada = await town.device('ada')
  const cora = await town.person('cora')
  const room = await meetIn(ada, cora)
  ada.room(room).open()
  cora.room(room).setTyping(true)
  await until(ada.room(room).typing, (users) => users.includes(userOf(cora)))
  await cora.room(room).send('done')
  await until(ada.room(room).typing, (users) => users.length === 0)
  await cora.call('users.settings', { settings: { invisible: false, typing: false, receipts: true, reports: true } })
  await until(cora.session, (state) => state.kind === 'signed-in' && !state.settings.typing)
  cora.room(room).setTyping(true)
  await cora.room(room).send('more')
  await shows(ada, room, ['done', 'more'])
  expect(ada.room(room).typing.get()).toEqual([])
})

test('members are fetched for whoever looks, and kept up to date', async () => {
  const ada = await town.device('ada')
  const dora = await town.person('dora')
  const room = await meetIn(ada)
  const { members } = ada.room(room)
  const stop = members.subscribe(() => undefined)
  await until(members, (state) => state.kind === 'known' && state.members.length === 1)
  await dora.call('rooms.join', { room })
  await until(members, (state) => state.kind === 'known' && state.members.length === 2)
  await until(ada.rooms, (rooms) => rooms.some(({ id, members: count }) => id === room && count === 2))
  await dora.call('rooms.leave', { room })
  await until(members, (state) => state.kind === 'known' && state.members.length === 1)
  stop()
})

test('the engine keeps everything in IndexedDB: session, rooms, messages, drafts', async () => {
  const ada = await town.device('ada')
  const emil = await town.person('emil', { store: await indexedDbStore('emil') })
  const room = await meetIn(ada, emil)
  emil.room(room).open()
  await ada.room(room).send('Keep this')
  await shows(emil, room, ['Keep this'])
  emil.room(room).setDraft('half a')
  await emil.close()
  const again = town.engine({ store: await indexedDbStore('emil'), url: 'http://127.0.0.1:9' })
  again.room(room).open()
  await shows(again, room, ['Keep this'])
  expect(again.room(room).draft.get()).toBe('half a')
  expect(userOf(again)).toBe(userOf(emil))
})

test('signing out leaves nothing behind', async () => {
  const store = await indexedDbStore('fay')
  const fay = await town.person('fay', { store })
  const room = await meetIn(fay)
  await fay.room(room).send('secret')
  fay.room(room).setDraft('also secret')
  await until(fay.rooms, ([item]) => item?.messages === 1)
  await fay.auth.signOut()
  expect(fay.session.get()).toEqual({ kind: 'signed-out', reason: 'signed-out' })
  expect(fay.rooms.get()).toEqual([])
  expect(JSON.stringify([await store.all('entries'), await store.all('drafts'), await store.all('outbox')])).toBe(
    '[[],[],[]]',
  )
})
