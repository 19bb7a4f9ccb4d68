import { chmod, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openServer, person } from '../../testing/index.ts'

test('row 6: a new signing key in front signs; tokens of the old one are good until they end', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  await using other = await openServer()
  await Promise.all([server.stop(), other.stop()])
  const path = join(server.folder, 'keys.json')
  const [own, foreign] = await Promise.all(
    [path, join(other.folder, 'keys.json')].map(async (file) => JSON.parse(await readFile(file, 'utf8'))),
  )
  await writeFile(path, JSON.stringify({ ...own, signing: [foreign.signing[0], own.signing[0]] }))
  await using again = await openServer({}, server.folder)
  const as = { access: ada.access }
  expect((await again.http.post('users.me', {}, as)).status).toBe(200)
  const { body } = await again.http.post('sessions.refresh', {}, { cookie: ada.cookie })
  const { access } = body as { access: string }
  const header = JSON.parse(Buffer.from(access.split('.')[0] ?? '', 'base64url').toString())
  expect(header).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: foreign.signing[0].kid })
  expect((await again.http.post('users.me', {}, { access })).status).toBe(200)
})

test('a token of another server is nobody’s', async () => {
  await using server = await openServer()
  await using other = await openServer()
  const ada = await person(other, 'ada')
  expect((await server.http.post('users.me', {}, { access: ada.access })).status).toBe(401)
  expect((await server.http.post('sessions.refresh', {}, { cookie: ada.cookie })).status).toBe(401)
})

test('a key file that others may read is closed, a damaged one stops the start with a sentence', async () => {
  await using server = await openServer()
  await server.stop()
  const path = join(server.folder, 'keys.json')
  await chmod(path, 0o644)
  await using again = await openServer({}, server.folder)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  await again.stop()
  for (const content of ['', '{"signing":[]}']) {
    await writeFile(path, content)
    await expect(openServer({}, server.folder)).rejects.toThrow(/keys\.json is damaged/)
  }
})
