import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import {
  directWith,
  goLive,
  guest,
  handClock,
  openServer,
  owner,
  person,
  sealedRoom,
  secondDevice,
  visitor,
} from '../../testing/index.ts'

const refused = (code: string) => expect.objectContaining({ code })
const keys = (count: number, prefix = 'k') =>
  Array.from({ length: count }, (_, n) => ({ id: `${prefix}${n}`, key: `key ${n}` }))

test('keys of a device are published, seen, claimed one by one, and then the fallback', async () => {
  await using server = await openServer()
  const [ada, ben] = [await visitor(server, 'ada'), await visitor(server, 'ben')]
  const eve = await person(server, 'eve')
  await ada.call('rooms.direct', directWith(ben))
  const published = { device: '{"algorithms":[]}', oneTime: keys(2), fallback: [{ id: 'f', key: 'fall' }] }
  expect(await ada.live.do('keys.publish', published)).toEqual({ oneTime: 2 })
  expect(await ada.live.do('keys.publish', published)).toEqual({ oneTime: 2 })
  const { users, later } = await ben.live.do('keys.query', { users: [ada.user, 'X'.repeat(22)] })
  const device = { device: ada.device, name: '', keys: published.device }
  const nothing = { master: null, selfSigning: null, userSigning: null }
  expect([users, later]).toEqual([[{ user: ada.user, ...nothing, devices: [device], signatures: [] }], []])
  const wanted = [
    { user: ada.user, device: ada.device },
    { user: ben.user, device: ben.device },
  ]
  expect(await eve.call('keys.claim', { devices: wanted })).toEqual({ keys: [] })
  const got = await Promise.all([1, 2, 3, 4].map(() => ben.live.do('keys.claim', { devices: wanted })))
  const ids = got.flatMap((one) => one.keys.map(({ id, fallback }) => `${id} ${fallback}`))
  expect(ids.toSorted()).toEqual(['f true', 'f true', 'k0 false', 'k1 false'])
  expect(await ada.live.do('keys.state', {})).toMatchObject({ oneTime: 0, unusedFallback: false })
  expect(await ada.live.do('keys.publish', { oneTime: keys(2) })).toEqual({ oneTime: 0 })
})

test('what would change the meaning of a key is refused, and so is hoarding', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  await ada.call('keys.publish', { device: 'D', oneTime: keys(1) })
  const other = ada.call('keys.publish', { device: 'E' })
  await expect(other).rejects.toEqual(refused('conflict'))
  const swapped = ada.call('keys.publish', { oneTime: [{ id: 'k0', key: 'other' }] })
  await expect(swapped).rejects.toEqual(refused('conflict'))
  for (const prefix of ['a', 'b', 'c', 'd']) await ada.call('keys.publish', { oneTime: keys(100, prefix) })
  const many = ada.call('keys.publish', { oneTime: keys(100, 'e') })
  await expect(many).rejects.toEqual(refused('too_many'))
  expect(await ada.call('keys.publish', { oneTime: keys(99, 'e') })).toEqual({ oneTime: 500 })
})

test('a change is told to every device that shares a private room or a direct message, guests too, and to no others', async () => {
  await using server = await openServer()
  const olga = await owner(server)
  const [ada, ben, eve] = [await visitor(server, 'ada'), await visitor(server, 'ben'), await visitor(server, 'eve')]
  const [open, den] = ['P'.repeat(22), 'D'.repeat(22)]
  await olga.call('rooms.create', { id: open, kind: 'public', name: 'Open', topic: '' })
  for (const who of [ada, eve]) await who.call('rooms.join', { room: open })
  await ada.call('rooms.create', sealedRoom(den))
  const gus = await goLive(await guest(server, 'Gus', den, ada))
  await ada.call('rooms.direct', directWith(ben))
  const phone = await goLive(await secondDevice(server, 'ada'))
  const { changes } = await ben.live.do('keys.state', {})

  await ada.live.do('keys.publish', { device: 'D' })
  await ada.live.do('keys.identity', { master: 'M', selfSigning: 'S', userSigning: 'U' })
  const own = { user: ada.user, target: ada.device, key: 'S', signature: 'signed' }
  await ada.live.do('keys.sign', { signatures: [own, { ...own, user: ben.user, target: 'his' }] })
  for (const { live } of [ben, gus, phone]) {
    const last = await live.next('keys_changed', ({ change }) => change === changes + 3)
    expect(last.user).toBe(ada.user)
  }
  expect(await ben.live.do('keys.changes', { since: changes })).toEqual({ users: [ada.user], next: changes + 3 })
  expect(await gus.live.do('keys.changes', { since: changes + 3 })).toEqual({ users: [], next: changes + 3 })
  expect(await eve.live.do('keys.changes', { since: 0 })).toEqual({ users: [], next: changes + 3 })
  expect(eve.live.unread('keys_changed')).toEqual([])
  const { users } = await ben.live.do('keys.query', { users: [ada.user, ben.user] })
  expect(users.map(({ master, userSigning }) => [master, userSigning])).toEqual([
    ['M', null],
    [null, null],
  ])
  expect(users.map(({ signatures }) => signatures.map(({ signature }) => signature))).toEqual([['signed'], []])
})

test('a signed-out device is gone for everybody at once, with its keys', async () => {
  await using server = await openServer()
  const [ada, ben] = [await visitor(server, 'ada'), await visitor(server, 'ben')]
  await ada.call('rooms.direct', directWith(ben))
  const phone = await goLive(await secondDevice(server, 'ada'))
  await phone.live.do('keys.publish', { device: 'D', oneTime: keys(3), fallback: keys(1, 'f') })
  const first = await ben.live.next('keys_changed')
  await ada.live.do('sessions.revoke', { device: phone.device })
  const second = await ben.live.next('keys_changed', ({ change }) => change > first.change)
  expect(second).toEqual({ type: 'keys_changed', user: ada.user, change: first.change + 1 })
  expect((await ben.live.do('keys.query', { users: [ada.user] })).users).toMatchObject([{ devices: [] }])
  const claimed = await ben.live.do('keys.claim', { devices: [{ user: ada.user, device: phone.device }] })
  expect(claimed.keys).toEqual([])
})

test('a session that expires by itself takes its keys along, and that is told as well', async () => {
  const clock = handClock(Date.now())
  await using server = await openServer({}, undefined, clock)
  const [ada, ben] = [await person(server, 'ada'), await person(server, 'ben')]
  await ada.call('rooms.direct', directWith(ben))
  await ada.call('keys.publish', { device: 'D' })
  clock.pass(3_597_000)
  const again = await goLive(await secondDevice(server, 'ben'))
  const { changes } = await again.live.do('keys.state', {})
  using db = new DatabaseSync(join(server.folder, 'parley.db'))
  db.prepare('UPDATE sessions SET seen_at = 0 WHERE device = ?').run(ada.device)
  clock.pass(3000)
  await expect
    .poll(() => {
      clock.pass(500)
      return again.live.unread('keys_changed')
    })
    .toEqual([{ type: 'keys_changed', user: ada.user, change: changes + 1 }])
})

test('another identity needs a fresh sign-in', async () => {
  const clock = handClock(Date.now())
  await using server = await openServer({}, undefined, clock)
  const ada = await person(server, 'ada')
  const mine = { master: 'M', selfSigning: 'S', userSigning: 'U' }
  const other = { ...mine, master: 'N', replace: true }
  await ada.call('keys.identity', mine)
  await ada.call('keys.identity', mine)
  await expect(ada.call('keys.identity', { ...other, replace: false })).rejects.toEqual(refused('conflict'))
  const phone = await secondDevice(server, 'ada')
  await phone.call('keys.identity', other)
  clock.pass(11 * 60_000)
  const late = await secondDevice(server, 'ada')
  await late.call('keys.identity', { ...mine, replace: true })
  const stale = server.http.call('keys.identity', other, { access: await renewed(server, phone.cookie) })
  await expect(stale).rejects.toEqual(refused('sign_in_again'))
  const { users } = await late.call('keys.query', { users: [ada.user] })
  expect(users).toMatchObject([mine])
})

async function renewed(server: Awaited<ReturnType<typeof openServer>>, cookie: string): Promise<string> {
  const { access } = await server.http.call('sessions.refresh', {}, { cookie })
  return access
}
