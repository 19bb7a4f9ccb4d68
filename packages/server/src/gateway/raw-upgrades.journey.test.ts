import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openServer, type Person, person, type TestServer } from '../testing/index.ts'
import { RawSocket, upgradeHead } from '../testing/raw-socket.ts'
import { Bystanders } from './bystanders.contract.ts'

/** The head of a TLS 1.3 ClientHello. */
const clientHello = Buffer.from('16030100c8010000c40303', 'hex')
const header = (name: string, value: string) => (head: string) =>
  head.replace(new RegExp(`${name}: [^\r]*`, 'i'), value === '' ? 'X-Nothing: 1' : `${name}: ${value}`)
const protocols = (value: string) => header('Sec-WebSocket-Protocol', value)
const first = (line: string) => (head: string) => head.replace(/^GET \/api\/socket HTTP\/1\.1/, line)

/** An upgrade that would be good, bent in one place, and the statuses that may answer it (0: none). */
const bent: readonly (readonly [name: string, bend: (head: string) => string, statuses: readonly number[]])[] = [
  ['as it should be', (head) => head, [101]],
  ['no subprotocol', protocols(''), [401]],
  ['a subprotocol without a ticket', protocols('parley.1'), [401]],
  ['a ticket without a subprotocol', (head) => head.replace('parley.1, ', ''), [401]],
  ['another version', (head) => head.replace('parley.1', 'parley.2'), [401]],
  ['a ticket that nobody gave out', protocols(`parley.1, ticket.${'x'.repeat(43)}`), [401]],
  ['a ticket of nothing', protocols('parley.1, ticket.'), [401]],
  ['a subprotocol that is no token', protocols('parley.1, ticket.a b(c)'), [401]],
  ['a thousand subprotocols', protocols(Array.from({ length: 1000 }, (_, at) => `p${at}`).join(', ')), [401]],
  ['a header of 100,000 bytes', protocols(`parley.1, ticket.${'x'.repeat(100_000)}`), [431]],
  ['no key', header('Sec-WebSocket-Key', ''), [400]],
  ['a key that is too short', header('Sec-WebSocket-Key', 'c2hvcnQ='), [400]],
  ['WebSocket version 12', header('Sec-WebSocket-Version', '12'), [400, 426]],
  ['an upgrade to h2c', header('Upgrade', 'h2c'), [400]],
  ['POST', first('POST /api/socket HTTP/1.1'), [400, 405]],
  ['another path', first('GET /api/sockets HTTP/1.1'), [404]],
  ['a path that is no URL', first('GET //[ HTTP/1.1'), [0, 400, 404]],
  ['a method that does not exist', first('FETCH /api/socket HTTP/1.1'), [400]],
  ['HTTP/9.9', first('GET /api/socket HTTP/9.9'), [400, 505]],
  ['a foreign origin', (head) => head.replace('\r\n\r\n', '\r\nOrigin: https://evil.example\r\n\r\n'), [403]],
  ['a line without a colon', (head) => head.replace('\r\n\r\n', '\r\nnonsense\r\n\r\n'), [400]],
  ['a NUL in a header', (head) => head.replace('\r\n\r\n', '\r\nX-A: \0\r\n\r\n'), [400]],
  ['two lengths', (head) => head.replace('\r\n\r\n', '\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'), [400]],
]

describe('row 27: whatever asks for an upgrade, it gets a status or nothing, and the others notice nothing', () => {
  let server: TestServer
  let mallory: Person
  let bystanders: Bystanders

  beforeAll(async () => {
    server = await openServer()
    bystanders = await Bystanders.settle(server)
    mallory = await person(server, 'mallory', 'Mallory')
    bystanders.begin()
  })
  afterAll(async () => {
    await server[Symbol.asyncDispose]()
  })

  async function goodHead(): Promise<string> {
    const { ticket } = await mallory.call('sessions.ticket', {})
    return upgradeHead(ticket)
  }

  async function answerTo(bytes: string | Uint8Array): Promise<number> {
    using raw = await RawSocket.open(server.port)
    raw.write(bytes)
    return await raw.status()
  }

  test.each(bent)('row 27: an upgrade with %s', async (_, bend, statuses) => {
    expect(statuses).toContain(await answerTo(bend(await goodHead())))
  })

  test('row 27: a ticket opens one socket', async () => {
    const head = await goodHead()
    expect(await answerTo(head)).toBe(101)
    expect(await answerTo(head)).toBe(401)
  })

  test('row 27: bytes that are no HTTP are refused', async () => {
    for (const bytes of [clientHello, Buffer.alloc(1000, 0xff), 'SSH-2.0-x\r\n\r\n', '\r\n\r\n\r\nnonsense\r\n\r\n']) {
      expect([0, 400]).toContain(await answerTo(bytes))
    }
  })

  test('row 27: two hundred upgrades that never end hold up nobody', async () => {
    using slow = new DisposableStack()
    const head = await goodHead()
    for (let at = 0; at < 200; at += 1) {
      const raw = slow.use(await RawSocket.open(server.port))
      for (const byte of head.slice(0, 20)) raw.write(byte)
    }
    expect(await answerTo(head)).toBe(101)
  })

  test('row 27: an upgrade that comes byte by byte is good', async () => {
    using raw = await RawSocket.open(server.port)
    for (const byte of await goodHead()) raw.write(byte)
    expect(await raw.status()).toBe(101)
    expect(await raw.until((heard) => heard.includes('"type":"welcome"'))).toBe(true)
  })

  test('row 27: afterwards the process serves, and Ada and Ben have lost nothing', async () => {
    await bystanders.check()
    expect((await server.http.fetch('/readyz')).status).toBe(200)
  })
})
