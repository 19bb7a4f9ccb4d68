import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  goLive,
  openServer,
  person,
  type SilentProxy,
  silentProxy,
  startPostgres,
  startRedis,
  type TestServer,
} from '../testing/index.ts'
import { onNode } from '../testing/two-nodes.ts'

test('C14: whoever renews their token while the database is away is sent elsewhere, and the server goes on', async () => {
  await using postgres = await startPostgres()
  await using server = await openServer({ DATABASE_URL: postgres.url(await postgres.createDatabase()) })
  const ada = await person(server, 'ada')
  const { live } = await goLive(ada)
  let code = 0
  void live.closed.then((closed) => {
    code = closed.code
  })
  await postgres.kill()
  const renewed = (): number => {
    if (code === 0) live.send({ type: 'token', access: ada.access })
    return code
  }
  await expect.poll(renewed).toBe(4013)
  await postgres.start()
  const isBack = () =>
    goLive(ada).then(
      () => true,
      () => false,
    )
  await expect.poll(isBack).toBe(true)
})

const readiness = async ({ url }: TestServer): Promise<number> => (await fetch(`${url}/readyz`)).status
/** How a connection has ended; 0 while it has not. */
function endOf({ closed }: { readonly closed: Promise<{ readonly code: number }> }): () => number {
  let seen = 0
  void closed.then(({ code }) => {
    seen = code
  })
  return () => seen
}

test('C14: a node that has lost the database is not ready, and sends its people to one that has it', async () => {
  await using postgres = await startPostgres()
  await using redis = await startRedis()
  await using way: SilentProxy = await silentProxy(postgres.port)
  const folder = await mkdtemp(join(tmpdir(), 'parley-'))
  const database = await postgres.createDatabase()
  const settings = { REDIS_URL: redis.url, PARLEY_KEYS: join(folder, 'keys.json') }
  await using cut = await openServer({ ...settings, DATABASE_URL: postgres.url(database, way.port) })
  await using whole = await openServer({ ...settings, DATABASE_URL: postgres.url(database) })
  const ada = await person(cut, 'ada')
  const there = endOf((await goLive(ada)).live)
  const elsewhere = endOf((await goLive(onNode(whole, ada))).live)
  expect(await readiness(cut)).toBe(200)
  way.hold('there', 'back')
  await expect.poll(there).toBe(4013)
  expect(await readiness(cut)).toBe(503)
  way.heal()
  await expect.poll(() => readiness(cut)).toBe(200)
  expect([elsewhere(), await readiness(whole)]).toEqual([0, 200])
  await goLive(ada)
  await rm(folder, { recursive: true })
})

test('C14: where the database is away for everybody, nobody is sent away, and it goes on once it is back', async () => {
  await using postgres = await startPostgres()
  await using redis = await startRedis()
  const folder = await mkdtemp(join(tmpdir(), 'parley-'))
  const settings = {
    REDIS_URL: redis.url,
    PARLEY_KEYS: join(folder, 'keys.json'),
    DATABASE_URL: postgres.url(await postgres.createDatabase()),
  }
  await using one = await openServer(settings)
  await using other = await openServer(settings)
  const ada = await person(one, 'ada')
  const { live } = await goLive(ada)
  const end = endOf(live)
  await postgres.kill()
  for (const node of [one, other]) await expect.poll(() => readiness(node)).toBe(503)
  const late = await one.post('sessions.ticket', {})
  expect(late.status).not.toBe(200)
  await postgres.start()
  for (const node of [one, other]) await expect.poll(() => readiness(node)).toBe(200)
  expect(end()).toBe(0)
  await rm(folder, { recursive: true })
})
