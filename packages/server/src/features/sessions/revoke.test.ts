import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { codeOf, openServer, passwordOf, person, personOf, secondDevice } from '../../testing/index.ts'

test('row 6: a session revoked from another device loses its socket with 4403, and its token gets 401', async () => {
  await using server = await openServer()
  const [ada, phone] = [await person(server, 'ada'), await secondDevice(server, 'ada')]
  const socket = await phone.socket()
  expect((await ada.call('sessions.list', {})).sessions).toMatchObject([
    { device: phone.device, name: 'second', current: false },
    { device: ada.device, name: 'test', current: true },
  ])
  await ada.call('sessions.revoke', { device: phone.device })
  expect(await Promise.race([socket.closed, setTimeout(2000, 'still open')])).toMatchObject({ code: 4403 })
  await expect(phone.call('users.me', {})).rejects.toMatchObject({ code: 'unauthenticated' })
  expect(codeOf(await server.http.post('sessions.refresh', {}, { cookie: phone.cookie }))).toBe('unauthenticated')
  expect((await ada.call('sessions.list', {})).sessions).toMatchObject([{ device: ada.device }])
  await expect(ada.call('sessions.revoke', { device: phone.device })).rejects.toMatchObject({ code: 'not_found' })
})

test('of 51 sessions the one that was not used for longest ends at once, sockets included', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  const socket = await ada.socket()
  using db = new DatabaseSync(join(server.folder, 'parley.db'))
  const put = db.prepare(
    'INSERT INTO sessions SELECT ?, user, name, 1, seen_at + ?, 0, refresh, NULL, 0, NULL, 0, NULL FROM sessions WHERE device = ?',
  )
  for (let n = 1; n < 50; n += 1) put.run(`device-${n}`.padEnd(22, '-'), n, ada.device)
  const phone = await secondDevice(server, 'ada')
  expect(await socket.closed).toMatchObject({ code: 4403 })
  const { sessions } = await phone.call('sessions.list', {})
  expect(sessions).toHaveLength(50)
  expect(sessions.map(({ device }) => device)).not.toContain(ada.device)
})

test('nobody signs out a device of somebody else', async () => {
  await using server = await openServer()
  const [ada, ben] = [await person(server, 'ada'), await person(server, 'ben')]
  await expect(ben.call('sessions.revoke', { device: ada.device })).rejects.toMatchObject({ code: 'not_found' })
  await ada.call('users.me', {})
})

test('sessions that ended without a hint are found: socket closed, inbox gone', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  const socket = await ada.socket()
  using db = new DatabaseSync(join(server.folder, 'parley.db'))
  db.prepare('UPDATE sessions SET revoked_at = ? WHERE device = ?').run(Date.now(), ada.device)
  expect(await socket.closed).toMatchObject({ code: 4403 })
  await expect(ada.call('users.me', {})).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('what waits in the inbox of a device goes with its session', async () => {
  await using server = await openServer()
  const [ada, phone] = [await person(server, 'ada'), await secondDevice(server, 'ada')]
  using db = new DatabaseSync(join(server.folder, 'parley.db'))
  const put = db.prepare("INSERT INTO inbox VALUES (?, 1, 'call-signal', 'u', 'd', NULL, 0, '')")
  for (const { device } of [ada, phone]) put.run(device)
  await ada.call('sessions.revoke-others', {})
  expect(db.prepare('SELECT device FROM inbox').all()).toMatchObject([{ device: ada.device }])
})

test('signing out everywhere else leaves this device alone', async () => {
  await using server = await openServer()
  const [ada, phone] = [await person(server, 'ada'), await secondDevice(server, 'ada')]
  const [here, there] = [await ada.socket(), await phone.socket()]
  expect(await ada.call('sessions.revoke-others', {})).toEqual({ revoked: 1 })
  expect(await there.closed).toMatchObject({ code: 4403 })
  expect(await here.do('users.me', {})).toMatchObject({ profile: { handle: 'ada' } })
})

test('signing out clears the cookie and ends the session', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  const socket = await ada.socket()
  const answer = await server.http.post('sessions.sign-out', {}, { access: ada.access })
  expect(answer).toMatchObject({ status: 200, cookie: null })
  expect(await socket.closed).toMatchObject({ code: 4403 })
  await expect(ada.call('users.me', {})).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('a new password signs out every other session', async () => {
  await using server = await openServer()
  const [ada, phone] = [await person(server, 'ada'), await secondDevice(server, 'ada')]
  const socket = await phone.socket()
  const next = 'a wholly different phrase'
  const wrong = ada.call('accounts.change-password', { current: 'not this one', next })
  await expect(wrong).rejects.toMatchObject({ code: 'wrong_credentials' })
  const none = ada.call('accounts.change-password', { current: null, next })
  await expect(none).rejects.toMatchObject({ code: 'wrong_credentials' })
  const short = ada.call('accounts.change-password', { current: passwordOf('ada'), next: 'short' })
  await expect(short).rejects.toMatchObject({ code: 'password_too_short' })
  await ada.call('accounts.change-password', { current: passwordOf('ada'), next })
  expect(await socket.closed).toMatchObject({ code: 4403 })
  await expect(phone.call('users.me', {})).rejects.toMatchObject({ code: 'unauthenticated' })
  await ada.call('users.me', {})
  const old = { handle: 'ada', password: passwordOf('ada'), device: '' }
  expect(codeOf(await server.post('sessions.sign-in', old))).toBe('wrong_credentials')
  personOf(server, await server.post('sessions.sign-in', { ...old, password: next }))
})
