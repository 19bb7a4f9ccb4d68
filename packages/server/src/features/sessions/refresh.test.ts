import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { codeOf, openServer, type Person, person, secondDevice, type TestServer } from '../../testing/index.ts'

const trade = (server: TestServer, cookie: string, input: { readonly keepsake?: string } = {}) =>
  server.http.post('sessions.refresh', input, { cookie })

/** Lets time pass for one session, by the database. */
function age(
  server: TestServer,
  { device }: Person,
  column: 'rotated_at' | 'seen_at' | 'created_at',
  ms: number,
): void {
  using db = new DatabaseSync(join(server.folder, 'parley.db'))
  db.prepare(`UPDATE sessions SET ${column} = ${column} - ? WHERE device = ?`).run(ms, device)
}

test('row 6: a refresh cookie is traded for an access token and its successor', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  const answer = await trade(server, ada.cookie)
  expect(answer).toMatchObject({ status: 200, body: { user: ada.user, device: ada.device, expiresIn: 300 } })
  expect(answer.cookie).not.toBe(ada.cookie)
  const attributes = answer.headers.getSetCookie()[0]?.split('; ')
  expect(attributes).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict']))
  expect((await trade(server, answer.cookie ?? '')).status).toBe(200)
})

test('a token that was just traded gets the same successor again, also at the same moment', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  const answers = await Promise.all(Array.from({ length: 5 }, () => trade(server, ada.cookie)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  const [successor, ...others] = new Set(answers.map(({ cookie }) => cookie))
  expect(others).toEqual([])
  expect((await trade(server, ada.cookie)).cookie).toBe(successor)
  expect((await trade(server, successor ?? '')).status).toBe(200)
})

test('row 6: a refresh token that comes back late ends the session, and only that', async () => {
  await using server = await openServer()
  const [ada, phone] = [await person(server, 'ada'), await secondDevice(server, 'ada')]
  const socket = await ada.socket()
  const { cookie = '' } = await trade(server, ada.cookie)
  age(server, ada, 'rotated_at', 10_001)
  const reused = await trade(server, ada.cookie)
  expect(codeOf(reused)).toBe('unauthenticated')
  expect(reused.cookie).toBeNull()
  expect(await socket.closed).toMatchObject({ code: 4403 })
  expect(codeOf(await trade(server, cookie ?? ''))).toBe('unauthenticated')
  await expect(ada.call('users.me', {})).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(phone.call('users.me', {})).resolves.toBeDefined()
})

test('row 6: a device that crashed and lost its newest cookies comes back with its keepsake, and nobody else does', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  const keepsake = 'k'.repeat(43)
  let { cookie = '' } = await trade(server, ada.cookie, { keepsake })
  const written = cookie ?? ''
  for (let n = 0; n < 3; n += 1) ({ cookie = '' } = await trade(server, cookie ?? '', { keepsake }))
  age(server, ada, 'rotated_at', 10_001)
  const late = await trade(server, written, { keepsake })
  expect([late.status, late.cookie]).toEqual([200, cookie])
  const next = await trade(server, late.cookie ?? '', { keepsake })
  expect(next.status).toBe(200)
  expect(codeOf(await trade(server, written, { keepsake: 'x'.repeat(43) }))).toBe('unauthenticated')
  expect(codeOf(await trade(server, next.cookie ?? '', { keepsake }))).toBe('unauthenticated')
})

test('a token from two trades ago ends the session, within the grace period as well', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  const first = await trade(server, ada.cookie)
  const second = await trade(server, first.cookie ?? '')
  expect(codeOf(await trade(server, ada.cookie))).toBe('unauthenticated')
  expect(codeOf(await trade(server, second.cookie ?? ''))).toBe('unauthenticated')
})

test('without a cookie there is nothing to clear: a sign-in of the same browser may have set one meanwhile', async () => {
  await using server = await openServer()
  const answer = await server.http.post('sessions.refresh', {})
  expect([answer.status, answer.headers.getSetCookie()]).toEqual([401, []])
})

test('a made-up token is refused and harms nobody', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  const forged = [`${ada.device}.9.${'x'.repeat(43)}.${'y'.repeat(43)}`, `${ada.cookie}x`, ada.device, '..', '']
  for (const cookie of forged) expect(codeOf(await trade(server, cookie))).toBe('unauthenticated')
  expect((await trade(server, ada.cookie)).status).toBe(200)
})

test.each([
  ['30 days without use', 'seen_at', 30],
  ['180 days after sign-in', 'created_at', 180],
] as const)('a session ends %s', async (_, column, days) => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  age(server, ada, column, days * 86_400_000 - 60_000)
  const { status, cookie } = await trade(server, ada.cookie)
  expect(status).toBe(200)
  age(server, ada, column, days * 86_400_000 + 120_000)
  expect(codeOf(await trade(server, cookie ?? ''))).toBe('unauthenticated')
})

test('a server that starts again knows its sessions, and ends those that are over', async () => {
  await using server = await openServer()
  const [ada, ben] = [await person(server, 'ada'), await person(server, 'ben')]
  await server.stop()
  age(server, ben, 'seen_at', 31 * 86_400_000)
  await using again = await openServer({}, server.folder)
  expect((await again.http.post('users.me', {}, { access: ada.access })).status).toBe(200)
  expect((await trade(again, ada.cookie)).status).toBe(200)
  expect(codeOf(await trade(again, ben.cookie))).toBe('unauthenticated')
})

test('a store that was restored from a backup knows the tokens that were given out after it', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  using db = new DatabaseSync(join(server.folder, 'parley.db'))
  const columns = 'generation, refresh, refresh_before, rotated_at'
  const row = db.prepare(`SELECT ${columns} FROM sessions WHERE device = ?`).get(ada.device) ?? {}
  const first = await trade(server, ada.cookie)
  const second = await trade(server, first.cookie ?? '')
  const restore = db.prepare(`UPDATE sessions SET (${columns}) = (?, ?, ?, ?) WHERE device = ?`)
  restore.run(...Object.values(row), ada.device)
  const third = await trade(server, second.cookie ?? '')
  expect(third.status).toBe(200)
  expect((await trade(server, third.cookie ?? '')).status).toBe(200)
  expect(codeOf(await trade(server, first.cookie ?? ''))).toBe('unauthenticated')
})
