import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { examine } from './doctor.ts'
import { openServer, sfuProgram } from './testing/index.ts'
import { type PostgresServer, startPostgres } from './testing/postgres.ts'
import { type RedisProcess, startRedis } from './testing/redis.ts'

let postgres: PostgresServer
let redis: RedisProcess
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-'))
  ;[postgres, redis] = await Promise.all([startPostgres(), startRedis()])
})
afterAll(async () => {
  for (const server of [postgres, redis]) await server[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** What is found, by port. */
async function foundWith(settings: Readonly<Record<string, string>>) {
  const findings = await examine(readConfig({ PARLEY_DATA: folder, ...settings }, []))
  return Object.fromEntries(findings.map(({ port, state, says }) => [port, `${state}: ${says}`]))
}

test('row 113: one machine before its first start, and with a server that runs', async () => {
  expect(await foundWith({})).toMatchObject({
    keys: expect.stringMatching(/^good: .*keys\.json is not there yet/),
    storage: expect.stringMatching(/^good: .*parley\.db is not there yet/),
    fanout: expect.stringMatching(/^good: in this process/),
    sfu: expect.stringMatching(/^good: none: .*npm run sfu/),
  })
  await using server = await openServer()
  expect(await foundWith({ PARLEY_DATA: server.folder })).toMatchObject({
    keys: expect.stringMatching(/^good: .*need the same/),
    storage: expect.stringMatching(/^good: SQLite 3.*MiB left\); each commit waits for the disk/),
  })
})

test('row 113: a database and a Redis that are as they should be, with their versions', async () => {
  const url = postgres.url(await postgres.createDatabase())
  const found = await foundWith({ DATABASE_URL: url, REDIS_URL: redis.url })
  expect(found).toMatchObject({
    storage: expect.stringMatching(/^good: PostgreSQL 1\d.*fsync on, synchronous_commit on; no standby/),
    fanout: expect.stringMatching(/^good: redis .*version \d+\.\d+.*there and back in .* ms; it needs no persistence/),
  })
})

test('row 113: a database that would not keep what it acknowledged is refused, and where it was told so', async () => {
  const database = await postgres.createDatabase()
  const url = postgres.url(database)
  const withCommit = async (value: string) =>
    await foundWith({ DATABASE_URL: `${url}?options=-c%20synchronous_commit%3D${value}` })
  expect((await withCommit('off'))['storage']).toMatch(/^broken: .*synchronous_commit=off: set it to on/)
  expect((await withCommit('remote_apply'))['storage']).toMatch(/^good: /)
  await using careless = await startPostgres({ fsync: 'off' })
  const refused = await foundWith({ DATABASE_URL: careless.url(await careless.createDatabase()) })
  expect(refused['storage']).toMatch(/^broken: .*fsync=off.*Set fsync = on/)
})

test('row 113: what cannot be reached, is damaged, or is open to others, is named with what to do, and no password', async () => {
  const away = { DATABASE_URL: 'postgres://parley:hush@127.0.0.1:1/x', REDIS_URL: 'redis://:hush@127.0.0.1:1' }
  const found = await foundWith(away)
  expect(found['storage']).toMatch(/^broken: PostgreSQL at 127.0.0.1:1\/x cannot be reached: .*Is DATABASE_URL right\?/)
  expect(found['fanout']).toMatch(/^broken: .*cannot be used: .*Is REDIS_URL right\?/)
  expect(JSON.stringify(found)).not.toContain('hush')
  const keys = join(folder, 'other.json')
  await writeFile(keys, '{}')
  expect((await foundWith({ PARLEY_KEYS: keys }))['keys']).toMatch(/^broken: .*damaged/)
  await using server = await openServer()
  await chmod(join(server.folder, 'keys.json'), 0o644)
  expect((await foundWith({ PARLEY_DATA: server.folder }))['keys']).toMatch(/^broken: .*chmod 600/)
})

test('the keys of the house may lie in a folder that is not there yet, and not in one that cannot be', async () => {
  const keys = join(folder, 'secrets', 'house', 'keys.json')
  expect((await foundWith({ PARLEY_KEYS: keys }))['keys']).toMatch(/^good: .*is not there yet/)
  await using server = await openServer({ PARLEY_KEYS: keys })
  expect((await foundWith({ PARLEY_DATA: server.folder, PARLEY_KEYS: keys }))['keys']).toMatch(/^good: .*need the same/)
  const nowhere = join(keys, 'keys.json')
  await expect(openServer({ PARLEY_KEYS: nowhere })).rejects.toThrow(/cannot be written: give it to the user/)
  expect((await foundWith({ PARLEY_KEYS: nowhere }))['keys']).toMatch(/^broken: .*cannot be written/)
})

test('row 113: a Redis that says nothing is given up', async () => {
  await using silent = await startRedis()
  silent.freeze()
  const { fanout } = await foundWith({
    DATABASE_URL: postgres.url(await postgres.createDatabase()),
    REDIS_URL: silent.url,
  })
  expect(fanout).toMatch(/^broken: .*cannot be used/)
})

test('row 80: an SFU that is not there is named, with what to do', async () => {
  const program = join(folder, 'no-livekit')
  expect((await foundWith({ PARLEY_SFU: program }))['sfu']).toMatch(/^broken: .*no-livekit does not run.*npm run sfu/)
  const far = { LIVEKIT_URL: 'http://127.0.0.1:1', LIVEKIT_API_KEY: 'house', LIVEKIT_API_SECRET: 'hush'.repeat(8) }
  const { sfu } = await foundWith(far)
  expect(sfu).toMatch(/^broken: http:\/\/127\.0\.0\.1:1 does not answer, or does not take LIVEKIT_API_KEY/)
  expect(sfu).not.toContain('hush')
})

test.skipIf(!sfuProgram)('row 80: an SFU that is there is named with its version and its ports', async () => {
  expect((await foundWith({ PARLEY_SFU: sfuProgram ?? '' }))['sfu']).toMatch(/^good: LiveKit 1\.13\.5 at .*TCP \d+/)
})
