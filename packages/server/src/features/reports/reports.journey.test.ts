import { mkdtemp, rm } from 'node:fs/promises'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { UnreadableReason } from '@parley/protocol'
import { expect, test } from 'vitest'
import { start } from '../../compose.ts'
import { ConfigError, readConfig } from '../../config.ts'
import { handClock, openServer, person, secondDevice, type TestServer } from '../../testing/index.ts'

const token = 'quite a long token'

async function figures(server: TestServer): Promise<string> {
  const { status, body, headers } = await server.http.fetch('/metrics')
  expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
  return String(body)
}

const sum = (text: string, why: string): number =>
  Number(new RegExp(`^parley_unreadable_entries_total\\{why="${why}"\\} (\\d+)$`, 'm').exec(text)?.[1])

test('what stayed unreadable is counted by reason, once in ten minutes and device, and names nobody', async () => {
  const clock = handClock()
  await using server = await openServer({}, undefined, clock)
  const ada = await person(server, 'ada')
  for (const why of UnreadableReason.options) expect([why, sum(await figures(server), why)]).toEqual([why, 0])
  const counts = [
    { why: 'no-key' as const, count: 3 },
    { why: 'damaged' as const, count: 1 },
  ]
  expect(await ada.call('reports.unreadable', { counts })).toEqual({ counted: true, again: 600_000 })
  clock.pass(1000)
  expect(await ada.call('reports.unreadable', { counts })).toEqual({ counted: false, again: 599_000 })
  expect(sum(await figures(server), 'no-key')).toBe(3)
  const phone = await secondDevice(server, 'ada')
  expect(await phone.call('reports.unreadable', { counts })).toMatchObject({ counted: true })
  clock.pass(599_000)
  expect(await (await secondDevice(server, 'ada')).call('reports.unreadable', { counts })).toMatchObject({
    counted: true,
  })
  const text = await figures(server)
  expect([sum(text, 'no-key'), sum(text, 'damaged'), sum(text, 'withheld')]).toEqual([9, 3, 0])
  for (const id of [ada.user, ada.device, phone.device]) expect(text).not.toContain(id)
  expect(text).toMatch(/^parley_connections 0$/m)
  expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds \d/m)
  expect(text).toMatch(/^process_open_fds [1-9]\d*$/m)
  expect(text).toMatch(/^process_resident_memory_bytes \d{6,}$/m)
})

test('a report with anything but numbers and known reasons is refused, and counts nothing', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  const one = { why: 'no-key', count: 1 }
  const hostile = [
    {},
    { counts: [] },
    { counts: one },
    { counts: [{ ...one, count: 0 }] },
    { counts: [{ ...one, count: -1 }] },
    { counts: [{ ...one, count: 1001 }] },
    { counts: [{ ...one, count: 1.5 }] },
    { counts: [{ ...one, count: '1' }] },
    { counts: [{ ...one, why: 'because' }] },
    { counts: [{ ...one, why: 'no-key"} 9\nx{a="' }] },
    { counts: [{ ...one, room: 'r' }] },
    { counts: Array.from({ length: UnreadableReason.options.length + 1 }, () => one) },
    { counts: [one], user: ada.user },
  ]
  for (const input of hostile) {
    const { status, body } = await server.http.post('reports.unreadable', input, { access: ada.access })
    expect([input, status, body]).toMatchObject([input, 400, { code: 'bad_request' }])
  }
  expect((await server.http.post('reports.unreadable', { counts: [one] })).status).toBe(401)
  const text = await figures(server)
  for (const why of UnreadableReason.options) expect([why, sum(text, why)]).toEqual([why, 0])
})

test('the figures are for programs on this machine that ask directly', async () => {
  await using server = await openServer()
  expect((await server.http.fetch('/metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } })).status).toBe(404)
  expect((await server.http.fetch('/metrics', { headers: { via: '1.1 proxy' } })).status).toBe(404)
  expect((await server.http.fetch('/metrics', { headers: { origin: 'https://evil.example' } })).status).toBe(403)
  expect((await server.http.fetch('/metrics', { method: 'POST' })).status).toBe(404)
})

test('with a token the figures are for whoever sends it', async () => {
  await using server = await openServer({ PARLEY_METRICS_TOKEN: token })
  const ask = async (authorization?: string) =>
    (await server.http.fetch('/metrics', authorization === undefined ? {} : { headers: { authorization } })).status
  expect([await ask(), await ask('Bearer wrong'), await ask(`Bearer ${token}`)]).toEqual([404, 404, 200])
  expect(() => readConfig({ PARLEY_METRICS_TOKEN: 'short' }, [])).toThrow(ConfigError)
})

const addresses = Object.values(networkInterfaces()).flatMap((some) => some ?? [])
const elsewhere = addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address

test.skipIf(elsewhere === undefined)('another address than loopback is refused (needs a network)', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-'))
  const config = readConfig({ PARLEY_PORT: '0', PARLEY_DATA: folder, PARLEY_LOG: 'error' }, [])
  const running = await start(
    { ...config, host: '0.0.0.0' },
    {
      died(error) {
        throw error
      },
    },
  )
  const status = async (host: string) => (await fetch(`http://${host}:${running.port}/metrics`)).status
  expect([await status('127.0.0.1'), await status(elsewhere ?? '')]).toEqual([200, 404])
  await running[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})
