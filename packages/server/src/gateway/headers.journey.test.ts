import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Running, start } from '../compose.ts'
import { readConfig } from '../config.ts'

/** Exactly these: one more or one less has to be decided here. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  'media-src blob:',
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types app',
].join(';')

const security = {
  'content-security-policy': policy,
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
}
/** What says nothing about security. */
const others = ['accept-ranges', 'cache-control', 'connection', 'content-length', 'content-type', 'date', 'etag']
const more = [...others, 'keep-alive', 'last-modified', 'transfer-encoding', 'vary']

let folder: string
let running: Running

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-'))
  const web = join(folder, 'web')
  await mkdir(join(web, 'assets'), { recursive: true })
  await writeFile(join(web, 'index.html'), '<!doctype html><title>Parley</title>')
  for (const asset of ['main-x1.css', 'main-x1.js', 'engine.worker-x1.js']) {
    await writeFile(join(web, 'assets', asset), '/* empty */')
  }
  const config = readConfig({ PARLEY_PORT: '0', PARLEY_LOG: 'error', PARLEY_DATA: join(folder, 'data') }, [])
  running = await start(
    { ...config, web },
    {
      died(error) {
        throw error
      },
    },
  )
})
afterAll(async () => {
  await running[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

test.each([
  ['the page', '/', 200],
  ['the page of a room', '/room/x', 200],
  ['a script', '/assets/main-x1.js', 200],
  ['the script of a worker', '/assets/engine.worker-x1.js', 200],
  ['a style', '/assets/main-x1.css', 200],
  ['an answer of the API', '/api/server/info', 200],
  ['a refusal of the API', '/api/users/me', 401],
  ['what is not there', '/assets/gone.js', 404],
])('row 105: %s has every security header, and no other', async (_, path, status) => {
  const answer = await fetch(running.url + path)
  expect(answer.status).toBe(status)
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => !more.includes(name)))
  expect(headers).toEqual(security)
})

test('row 105: no script, style or evaluation is let in by an unsafe word', () => {
  // WebAssembly is code of this origin; it is not made from text.
  expect(policy.replace("'wasm-unsafe-eval'", '')).not.toContain('unsafe')
})
