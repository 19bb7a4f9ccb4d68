import { afterAll, beforeAll, expect, test } from 'vitest'
import { idOf, message, roomOf, say, settle } from '../../ports/storage/cast.contract.ts'
import type { Storage } from '../../ports/storage/storage.ts'
import { type PostgresServer, startPostgres } from '../../testing/postgres.ts'
import { type SilentProxy, silentProxy } from '../../testing/silent-proxy.ts'
import { died } from './place.contract.ts'
import { openPostgresStorage } from './storage.ts'

let server: PostgresServer

beforeAll(async () => {
  server = await startPostgres()
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

/** A store with room `r`, whose connections all lead through a proxy. */
async function openBehind(proxy: SilentProxy, database: string): Promise<Storage> {
  const url = server.url(database, proxy.port)
  const storage = await openPostgresStorage({ url, freshEpoch: 'epoch', died })
  await settle(storage)
  await storage.apply('room.create', roomOf('r', 'public', ['ada']))
  return storage
}

const head = (storage: Storage) => storage.read('entry.head', { room: idOf('r') })
const unavailable = { code: 'unavailable' }

test('row 46, row 108: a connection that falls silent ends in “unavailable”, for writes and reads, and all is well once it is healed', async () => {
  await using proxy = await silentProxy(server.port)
  await using storage = await openBehind(proxy, await server.createDatabase())
  const before = await head(storage)
  proxy.hold('there', 'back')
  const [write, read] = await Promise.allSettled([say(storage, message('r', 'ada', 'm1')), head(storage)])
  expect([write, read]).toMatchObject([{ reason: unavailable }, { reason: unavailable }])
  // Neither does a new connection wait for ever.
  await expect(say(storage, message('r', 'ada', 'm1'))).rejects.toMatchObject(unavailable)
  proxy.heal()
  expect(await say(storage, message('r', 'ada', 'm1'))).toMatchObject({ seq: before + 1 })
  expect(await head(storage)).toBe(before + 1)
})

test('row 46, row 108: what waits behind a write that got no answer does not overtake it', async () => {
  await using proxy = await silentProxy(server.port)
  await using storage = await openBehind(proxy, await server.createDatabase())
  const before = await head(storage)
  proxy.hold('there')
  const first = say(storage, message('r', 'ada', 'first'))
  // The first commit has begun once this turn of the loop is over; what comes now waits for the next one.
  await new Promise(setImmediate)
  const second = say(storage, message('r', 'ada', 'second'))
  second.catch(() => undefined)
  await expect(first).rejects.toMatchObject(unavailable)
  proxy.heal()
  await expect(second).rejects.toMatchObject(unavailable)
  expect(await say(storage, message('r', 'ada', 'first'))).toMatchObject({ seq: before + 1 })
  expect(await say(storage, message('r', 'ada', 'second'))).toMatchObject({ seq: before + 2 })
})

test('row 46, row 108: a commit whose answer never came is in doubt, and the retry under the same id finds it', async () => {
  await using proxy = await silentProxy(server.port)
  const database = await server.createDatabase()
  await using storage = await openBehind(proxy, database)
  await using witness = await openPostgresStorage({ url: server.url(database), freshEpoch: 'x', died })
  const before = await head(storage)
  const append = message('r', 'ada', 'm', 'a message in doubt')
  proxy.holdAnswerTo(append.body)
  await expect(say(storage, append)).rejects.toMatchObject(unavailable)
  expect(await head(witness)).toBe(before + 1)
  proxy.heal()
  expect(await say(storage, append)).toMatchObject({ seq: before + 1, dup: true })
  expect(await head(witness)).toBe(before + 1)
})
