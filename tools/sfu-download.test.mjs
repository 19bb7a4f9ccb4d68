import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { downloadSfu } from './sfu-download.mjs'

const folder = mkdtempSync(join(tmpdir(), 'parley-release-'))
const name = `livekit_1.2.3_linux_${process.arch === 'x64' ? 'amd64' : process.arch}.tar.gz`
const target = join(folder, 'there', 'livekit-server')

writeFileSync(join(folder, 'livekit-server'), '#!/bin/sh\necho livekit-server version 1.2.3\n')
execFileSync('tar', ['-czf', join(folder, name), '-C', folder, 'livekit-server'])
const archive = readFileSync(join(folder, name))
const sum = createHash('sha256').update(archive).digest('hex')

/** Serves releases until the test is over. */
async function serve(files) {
  const server = createServer((request, response) => {
    const file = files[request.url.replace('/v1.2.3/', '')]
    response.writeHead(file ? 200 : 404).end(file)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  vi.stubEnv('PARLEY_SFU_RELEASES', `http://127.0.0.1:${server.address().port}`)
  return { [Symbol.dispose]: () => server.close() }
}

afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(target, { force: true })
})

test('a released program is fetched, and runs', async () => {
  using _ = await serve({ 'checksums.txt': `${'0'.repeat(64)}  other.zip\n${sum}  ${name}\n`, [name]: archive })
  expect(await downloadSfu('1.2.3', target)).toBe(true)
  expect(execFileSync(target, ['--version'], { encoding: 'utf8' })).toContain('1.2.3')
  expect(readdirSync(join(folder, 'there'))).toEqual(['livekit-server'])
})

test.each([
  ['is another than its checksum says', { 'checksums.txt': `${'0'.repeat(64)}  ${name}\n`, [name]: archive }],
  ['has no checksum', { 'checksums.txt': '', [name]: archive }],
  ['is missing', { 'checksums.txt': `${sum}  ${name}\n` }],
])('a program that %s is not taken, and nothing is left of it', async (_why, files) => {
  using _ = await serve(files)
  expect(await downloadSfu('1.2.3', target)).toBe(false)
  expect(existsSync(target)).toBe(false)
  expect(readdirSync(join(folder, 'there'))).toEqual([])
})
