import { makeId, type ServerFrame } from '@parley/protocol'
import { expect, test } from 'vitest'
import {
  crowdedFolder,
  directWith,
  goLive,
  openServer,
  secondDevice,
  type TestServer,
  type Visitor,
  visitor,
} from '../../testing/index.ts'

const newId = () => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const quick = { PARLEY_OFFLINE_AFTER: '100' }
const patient = { PARLEY_OFFLINE_AFTER: '60000' }
const settings = (some: { invisible?: boolean; typing?: boolean }) => ({
  settings: { invisible: false, typing: true, receipts: true, reports: true, ...some },
})

async function roomOf(first: Visitor, ...others: Visitor[]): Promise<string> {
  const { room } = await first.live.do('rooms.create', { id: newId(), kind: 'public', name: 'Room', topic: '' })
  for (const one of others) await one.live.do('rooms.join', { room: room.id })
  return room.id
}

async function pair(server: TestServer) {
  const [ada, ben] = [await visitor(server, 'ada'), await visitor(server, 'ben')]
  return { ada, ben, room: await roomOf(ada, ben) }
}

const about = (user: string) => (frame: ServerFrame) =>
  ['user_online', 'user_offline', 'user_presence', 'typing'].includes(frame.type) &&
  'user' in frame &&
  frame.user === user
const told = (who: Visitor, of: Visitor): ServerFrame[] => who.live.frames.filter(about(of.user))
const names = (frames: readonly ServerFrame[]) => frames.map(({ type }) => type)

/** Somebody says something, so that everything before it has arrived. */
async function sync(from: Visitor, to: Visitor, room: string): Promise<void> {
  const id = newId()
  await from.call('messages.send', { room, id, kind: 'message', body: '{}' })
  await to.live.next('entry', ({ entry }) => entry.id === id)
}

test('row 36: one user_online and one user_offline, whatever the number of rooms and devices', async () => {
  await using server = await openServer(quick)
  const { ada, ben, room } = await pair(server)
  await roomOf(ada, ben)
  await ada.live.do('rooms.direct', directWith(ben))
  await ben.live.close()
  await ada.live.next('user_offline', ({ user }) => user === ben.user)
  const before = told(ada, ben).length
  const back = await goLive(ben)
  const phone = await goLive(await secondDevice(server, 'ben'))
  await sync(ben, ada, room)
  await back.live.close()
  await sync(ben, ada, room)
  await phone.live.close()
  await ada.live.next('user_offline', ({ user }) => user === ben.user)
  await sync(ben, ada, room)
  expect(names(told(ada, ben).slice(before))).toEqual(['user_online', 'user_offline'])
  expect(ben.live.frames.filter(about(ben.user))).toEqual([])
})

test('row 36: a reconnect makes no noise', async () => {
  await using server = await openServer(patient)
  const { ada, ben, room } = await pair(server)
  const before = told(ada, ben).length
  for (let n = 0; n < 3; n += 1) {
    const again = await goLive(ben)
    again.live.terminate()
    await again.live.closed
  }
  await ben.live.close()
  await goLive(ben)
  await sync(ben, ada, room)
  expect(told(ada, ben).slice(before)).toEqual([])
  expect((await goLive(ada)).snapshot.presence).toEqual({ [ben.user]: 'online' })
})

test('row 37: the invisible are in no event, no snapshot and no list; switching is seen as coming and going', async () => {
  await using server = await openServer(quick)
  const { ada, ben, room } = await pair(server)
  const listed = async () => (await ada.live.do('presence.room', { room })).users?.map(({ user }) => user)
  const shown = async () => Object.keys((await goLive(ada)).snapshot.presence)
  expect(await listed()).toContain(ben.user)
  await ben.live.do('users.settings', settings({ invisible: true }))
  await ada.live.next('user_offline', ({ user }) => user === ben.user)
  expect(await listed()).toEqual([ada.user])
  expect(await shown()).toEqual([])
  const before = told(ada, ben).length
  await ben.live.do('presence.set', { state: 'away' })
  const phone = await goLive(await secondDevice(server, 'ben'))
  await sync(ben, ada, room)
  expect(told(ada, ben).slice(before)).toEqual([])
  expect(await listed()).toEqual([ada.user])
  expect(phone.snapshot.presence).toEqual({ [ada.user]: 'online' })
  await ben.live.do('users.settings', settings({}))
  await ada.live.next('user_online', ({ user }) => user === ben.user)
  expect(await listed()).toContain(ben.user)
})

test('row 37: only people who share a room hear of each other', async () => {
  await using server = await openServer(quick)
  const { ada, ben, room } = await pair(server)
  const eve = await visitor(server, 'eve')
  await ben.live.close()
  await ada.live.next('user_offline', ({ user }) => user === ben.user)
  await goLive(ben)
  await ada.live.next('user_online', ({ user }) => user === ben.user)
  await eve.live.do('users.me', {})
  expect(eve.snapshot.presence).toEqual({})
  expect([...told(eve, ben), ...told(eve, ada)]).toEqual([])
  await expect(eve.live.do('presence.room', { room })).rejects.toMatchObject({ code: 'not_a_member' })
})

test('row 38: who is there is seen within a second of coming, being away, and going', async () => {
  await using server = await openServer(quick)
  const { ada, ben, room } = await pair(server)
  const chloé = await visitor(server, 'chloe', 'Chloé')
  const begun = performance.now()
  await chloé.live.do('rooms.join', { room })
  expect((await ada.live.next('user_presence', ({ user }) => user === chloé.user)).state).toBe('online')
  await chloé.live.do('presence.set', { state: 'away' })
  expect((await ada.live.next('user_presence', ({ user }) => user === chloé.user)).state).toBe('away')
  const { users, online } = await ada.live.do('presence.room', { room })
  expect(online).toBe(3)
  expect(users).toContainEqual({ user: chloé.user, state: 'away' })
  await chloé.live.do('rooms.leave', { room })
  await ada.live.next('member', ({ profile, state }) => profile.id === chloé.user && state === 'left')
  expect((await ada.live.do('presence.room', { room })).online).toBe(2)
  await ben.live.close()
  await ada.live.next('user_offline', ({ user }) => user === ben.user)
  expect((await ada.live.do('presence.room', { room })).users).toEqual([{ user: ada.user, state: 'online' }])
  expect(performance.now() - begun).toBeLessThan(1500)
})

test('row 38: over 500 members there is a number, and coming and going is not told', async () => {
  await using crowd = await crowdedFolder(500)
  await using server = await openServer(quick, crowd.folder)
  const [ada, ben] = [await visitor(server, 'ada'), await visitor(server, 'ben')]
  const { room } = crowd
  for (const who of [ada, ben]) await who.live.do('rooms.join', { room })
  expect(await ada.live.do('presence.room', { room })).toEqual({ online: 2, users: null })
  await ben.live.close()
  await expect.poll(async () => (await ada.live.do('presence.room', { room })).online).toBe(1)
  const back = await goLive(ben)
  expect(back.snapshot.presence).toEqual({})
  await sync(ben, ada, room)
  expect(told(ada, ben)).toEqual([])
})

test('row 40: typing shows within 300 ms, ends with the message, and by itself after 5 s', async () => {
  await using server = await openServer()
  const { ada, ben, room } = await pair(server)
  const begun = performance.now()
  await ben.live.do('typing.set', { room, typing: true })
  await ada.live.next('typing', ({ typing, user }) => typing && user === ben.user)
  expect(performance.now() - begun).toBeLessThan(300)
  expect((await goLive(ada)).snapshot.typing).toEqual([{ room, user: ben.user }])
  expect((await goLive(ben)).snapshot.typing).toEqual([])
  await sync(ben, ada, room)
  await ada.live.next('typing', ({ typing }) => !typing)
  await ben.live.do('typing.set', { room, typing: true })
  const again = performance.now()
  await ada.live.next('typing', ({ typing }) => typing)
  await ada.live.next('typing', ({ typing }) => !typing)
  expect(performance.now() - again).toBeLessThan(5500)
  expect(ben.live.frames.filter((frame) => frame.type === 'typing')).toEqual([])
})

test('row 40: who switches typing off neither sends nor sees it', async () => {
  await using server = await openServer()
  const { ada, ben, room } = await pair(server)
  const chloé = await visitor(server, 'chloe')
  await chloé.live.do('rooms.join', { room })
  await ben.live.do('users.settings', settings({ typing: false }))
  await ada.live.do('typing.set', { room, typing: true })
  await chloé.live.next('typing')
  expect((await goLive(ben)).snapshot.typing).toEqual([])
  await ben.live.do('typing.set', { room, typing: true })
  await ben.call('typing.set', { room, typing: true })
  await sync(ben, ada, room)
  await sync(ada, ben, room)
  expect(told(ada, ben).filter(({ type }) => type === 'typing')).toEqual([])
  expect(told(ben, ada).filter(({ type }) => type === 'typing')).toEqual([])
  await ben.live.do('users.settings', settings({}))
  await ada.live.do('typing.set', { room, typing: true })
  await ben.live.next('typing', ({ typing }) => typing)
})
