import { createHmac, createPrivateKey, sign } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { subprotocol } from '@parley/protocol'
import { expect, test } from 'vitest'
import {
  codeOf,
  handClock,
  openServer,
  type Person,
  person,
  type TestServer,
  upgradeStatus,
} from '../../testing/index.ts'
import type { TestSocket } from '../../testing/socket.ts'

type Claims = Readonly<Record<string, unknown>>
const coded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const parts = (token: string) =>
  token
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Claims)

/** Signs tokens with the server's own key, which no attacker has: what they say is then all that is wrong. */
async function signer({ folder }: TestServer) {
  const { signing } = JSON.parse(await readFile(join(folder, 'keys.json'), 'utf8')) as {
    signing: [{ kid: string; jwk: { kty: string; crv: string; x: string; d: string } }]
  }
  const { jwk } = signing[0]
  const key = createPrivateKey({ key: jwk, format: 'jwk' })
  const signed = (header: Claims, claims: Claims): string => {
    const text = `${coded(header)}.${coded(claims)}`
    return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`
  }
  return { signed, publicKey: jwk.x }
}

async function badTokens(server: TestServer, ada: Person, ben: Person): Promise<Record<string, string>> {
  const { signed, publicKey } = await signer(server)
  const [header = {}, claims = {}] = parts(ada.access)
  const now = Math.floor(Date.now() / 1000)
  const [head = '', body = '', signature = ''] = ada.access.split('.')
  const hs256 = `${coded({ ...header, alg: 'HS256' })}.${body}`
  const hmac = (key: string | Buffer): string =>
    `${hs256}.${createHmac('sha256', key).update(hs256).digest('base64url')}`
  expect((await server.http.post('users.me', {}, { access: signed(header, claims) })).status).toBe(200)
  return {
    expired: signed(header, { ...claims, exp: now - 1 }),
    'without an end': signed(header, { ...claims, exp: undefined }),
    'wrong aud': signed(header, { ...claims, aud: 'elsewhere' }),
    'wrong iss': signed(header, { ...claims, iss: 'elsewhere' }),
    'other typ': signed({ ...header, typ: 'JWT' }, claims),
    'no typ': signed({ ...header, typ: undefined }, claims),
    'unknown kid': signed({ ...header, kid: 'x' }, claims),
    'own jwk': signed({ ...header, kid: 'x', jwk: { kty: 'OKP', crv: 'Ed25519', x: publicKey } }, claims),
    'alg:none': `${coded({ ...header, alg: 'none' })}.${body}.`,
    'alg:none with the signature': `${coded({ ...header, alg: 'none' })}.${body}.${signature}`,
    'HS256 with the public key': hmac(Buffer.from(publicKey, 'base64url')),
    'HS256 with the public key as text': hmac(publicKey),
    'other body': `${head}.${coded({ ...claims, sub: ben.user })}.${signature}`,
    'session of somebody else': signed(header, { ...claims, sid: ben.device }),
    'unknown session': signed(header, { ...claims, sid: 'A'.repeat(22) }),
    garbage: 'a.b.c',
    nothing: '',
  }
}

test('row 8/106: expired, forged, alg:none, HS256 with the public key, wrong aud, other typ: 401', async () => {
  await using server = await openServer()
  const [ada, ben] = [await person(server, 'ada'), await person(server, 'ben')]
  for (const [what, access] of Object.entries(await badTokens(server, ada, ben))) {
    const answer = await server.http.post('users.me', {}, { access })
    expect([what, answer.status, codeOf(answer)]).toEqual([what, 401, 'unauthenticated'])
    const events = await server.http.fetch('/api/events', { headers: { authorization: `Bearer ${access}` } })
    expect([what, events.status]).toEqual([what, 401])
    expect([what, await upgradeStatus(server.port, [subprotocol, `ticket.${access}`])]).toEqual([what, 401])
  }
})

test('row 8/106: no 101 without a fresh ticket, and none for an access token', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  const { ticket } = await ada.call('sessions.ticket', {})
  const status = (ticketed: string, origin?: string) =>
    upgradeStatus(server.port, [subprotocol, `ticket.${ticketed}`], origin)
  expect(await upgradeStatus(server.port, [subprotocol])).toBe(401)
  expect(await upgradeStatus(server.port, [`ticket.${ticket}`])).toBe(401)
  expect(await status('x'.repeat(43))).toBe(401)
  expect(await status(ada.access)).toBe(401)
  expect(await status(ticket, 'https://evil.example')).toBe(403)
  expect(await status(ticket, `http://localhost:${server.port}`)).toBe(101)
  expect(await status(ticket)).toBe(401)
})

test('row 8/106: an open connection ends with 4401 once its token has, and no fresh one came', async () => {
  const clock = handClock()
  await using server = await openServer({}, undefined, clock)
  const [ada, ben] = [await person(server, 'ada'), await person(server, 'ben')]
  const [silent, renewing] = [await ada.socket(), await ben.socket()]
  const here = async (socket: TestSocket) => await Promise.race([socket.do('users.me', {}), socket.closed])
  let passed = 0
  for (; passed < 300_000; passed += 5000) {
    clock.pass(5000)
    for (const socket of [silent, renewing]) expect(await here(socket)).toHaveProperty('profile')
  }
  const { body } = await server.http.post('sessions.refresh', {}, { cookie: ben.cookie })
  renewing.send({ type: 'token', access: (body as { access: string }).access })
  for (; passed <= 365_000; passed += 5000) {
    expect(await here(renewing)).toHaveProperty('profile')
    clock.pass(5000)
    await Promise.race([here(silent), silent.closed]).catch(() => undefined)
  }
  expect(await silent.closed).toMatchObject({ code: 4401 })
  expect(await here(renewing)).toHaveProperty('profile')
})

test('while the server drains, the ticket says so', async () => {
  const clock = handClock()
  const server = await openServer({}, undefined, clock)
  const ada = await person(server, 'ada')
  const socket = await ada.socket()
  const stopped = server.stop()
  const answer = await server.http.post('sessions.ticket', {}, { access: ada.access })
  expect(answer).toMatchObject({ status: 503, body: { code: 'draining', retryable: true, retry_after: 1000 } })
  clock.pass(1000)
  expect(await socket.closed).toMatchObject({ code: 4012 })
  await stopped
  await server[Symbol.asyncDispose]()
})

test('a ticket is worth nothing once its session was revoked', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  const { ticket } = await ada.call('sessions.ticket', {})
  await ada.call('sessions.sign-out', {})
  expect(await upgradeStatus(server.port, [subprotocol, `ticket.${ticket}`])).toBe(401)
})

test('a connection goes on with a fresh token of its own device, and ends with any other', async () => {
  await using server = await openServer()
  const [ada, ben] = [await person(server, 'ada'), await person(server, 'ben')]
  const socket = await ada.socket()
  const { access } = (await server.http.post('sessions.refresh', {}, { cookie: ada.cookie })).body as { access: string }
  socket.send({ type: 'token', access })
  expect(await socket.do('users.me', {})).toMatchObject({ profile: { handle: 'ada' } })
  socket.send({ type: 'token', access: ben.access })
  expect(await socket.closed).toMatchObject({ code: 4401 })
})

test('row 7: every route without a token answers 401 but for the public list', async () => {
  await using server = await openServer()
  const { paths } = (await server.http.fetch('/api/openapi.json')).body as {
    paths: Record<string, Record<string, unknown>>
  }
  const open: string[] = []
  for (const [path, methods] of Object.entries(paths)) {
    for (const method of Object.keys(methods)) {
      const body = method === 'post' ? { body: '{}', headers: { 'content-type': 'application/json' } } : {}
      const { status } = await server.http.fetch(path, { method, ...body })
      if (status !== 401 || path === '/api/sessions.refresh') open.push(`${method} ${path}`)
    }
  }
  expect(open.sort()).toEqual([
    'get /api/server/info',
    'post /api/accounts.check-admission',
    'post /api/accounts.check-handle',
    'post /api/accounts.register',
    'post /api/accounts.register-guest',
    'post /api/passkeys.register-begin',
    'post /api/passkeys.register-finish',
    'post /api/passkeys.sign-in-begin',
    'post /api/passkeys.sign-in-finish',
    'post /api/server.info',
    'post /api/sessions.refresh',
    'post /api/sessions.sign-in',
  ])
  expect((await server.http.fetch('/api/events')).status).toBe(401)
  expect((await server.http.fetch('/livez')).status).toBe(200)
  expect((await server.http.fetch('/readyz')).status).toBe(200)
})

test('row 104: a form or script of another site changes nothing, whatever cookie it carries', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  const cookie = `__Host-rt=${ada.cookie}`
  const own = { 'content-type': 'application/json', cookie }
  using db = new DatabaseSync(join(server.folder, 'parley.db'), { readOnly: true })
  const session = () => ({ ...db.prepare('SELECT * FROM sessions WHERE device = ?').get(ada.device) })
  const before = session()
  expect(before).toMatchObject({ generation: 0 })
  const form = { 'content-type': 'application/x-www-form-urlencoded', cookie }
  const post = async (headers: Record<string, string>, body = '{}') =>
    (await server.http.fetch('/api/sessions.refresh', { method: 'POST', headers, body })).status
  expect(await post({ ...form, origin: 'https://evil.example' }, 'a=b')).toBe(403)
  expect(await post({ ...form, 'sec-fetch-site': 'cross-site' }, 'a=b')).toBe(403)
  expect(await post({ ...own, origin: 'https://evil.example' })).toBe(403)
  expect(await post({ ...own, origin: 'null' })).toBe(403)
  expect(await post({ ...own, 'sec-fetch-site': 'same-site' })).toBe(403)
  expect(await post(form, 'a=b')).toBe(415)
  expect(session()).toEqual(before)
  expect(await post({ ...own, origin: server.url, 'sec-fetch-site': 'same-origin' })).toBe(200)
  expect(session()).toMatchObject({ generation: 1 })
})

test('row 104: nothing is changed by a GET', async () => {
  await using server = await openServer()
  const { paths } = (await server.http.fetch('/api/openapi.json')).body as {
    paths: Record<string, Record<string, unknown>>
  }
  expect(
    Object.keys(paths)
      .filter((path) => 'get' in (paths[path] ?? {}))
      .sort(),
  ).toEqual(['/api/server/info', '/api/users/me'])
  expect((await server.http.fetch('/api/sessions.sign-out')).status).toBe(404)
})
