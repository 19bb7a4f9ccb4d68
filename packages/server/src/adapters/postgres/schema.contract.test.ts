import { clearFields } from '@parley/protocol/clear-fields'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { idOf, message, roomOf, say, settle } from '../../ports/storage/cast.contract.ts'
import { type PostgresServer, startPostgres } from '../../testing/postgres.ts'
import { connectOnce } from './connect.ts'
import { migrate } from './migrate.ts'
import { died, placeOn } from './place.contract.ts'
import { type Migration, schema } from './schema.ts'
import { openPostgresStorage } from './storage.ts'

let server: PostgresServer

beforeAll(async () => {
  server = await startPostgres()
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

async function bringTo(database: string, steps: readonly Migration[]): Promise<string> {
  const client = await connectOnce(server.url(database))
  try {
    return await migrate(client, steps, 'another')
  } finally {
    await client.end()
  }
}

/** What the version after this one may do: it only adds. */
const grown: readonly Migration[] = [
  ...schema,
  {
    sql: "ALTER TABLE entries ADD COLUMN mood TEXT NOT NULL DEFAULT ''; ALTER TABLE rooms ADD COLUMN mood TEXT; CREATE TABLE moods(id TEXT PRIMARY KEY)",
    needs: schema.length,
  },
]

test('row 108: a version that runs goes on while the next one brings the schema forward, and may be started again beside it', async () => {
  await using place = await placeOn(server)
  await using old = await place.open()
  await settle(old)
  await old.apply('room.create', roomOf('r', 'public', ['ada']))
  let migrated = false
  let sent = 0
  const sending = async (): Promise<void> => {
    // Some of them before the step, some beside it, some after it.
    for (let after = 0; after < 3; after += migrated ? 1 : 0) {
      const ids = Array.from({ length: 20 }, (_, n) => `m${sent + n}`)
      sent += ids.length
      await Promise.all(ids.map((id) => say(old, message('r', 'ada', id))))
      const seen = await old.read('entry.page', { room: idOf('r'), at: { kind: 'newest' }, limit: 20, since: 1 })
      expect(seen.at(-1)).toMatchObject({ messages: sent })
      expect(await old.read('room.summaries', { user: idOf('ada') })).toMatchObject([{ messages: sent }])
    }
  }
  const stepping = bringTo(place.database, grown).finally(() => {
    migrated = true
  })
  const [, epoch] = await Promise.all([sending(), stepping])
  expect(epoch).toBe(old.epoch)
  expect(sent).toBeGreaterThan(40)
  await using again = await openPostgresStorage({ url: server.url(place.database), freshEpoch: 'x', died })
  expect(await say(again, message('r', 'ada', 'later'))).toMatchObject({ messages: sent + 1 })
})

test('row 108: a version that a later step leaves behind says so, and stores nothing', async () => {
  await using place = await placeOn(server)
  await using storage = await place.open()
  const contracted = [...schema, { sql: 'CREATE TABLE moods(id TEXT PRIMARY KEY)', needs: schema.length + 1 }]
  await bringTo(place.database, contracted)
  await expect(place.open()).rejects.toThrow(/written by a newer Parley .* start that one/)
  expect(await storage.read('account.owned', {})).toBe(false)
})

test('row 108: many nodes that are started at once make one schema with one epoch', async () => {
  const url = server.url(await server.createDatabase())
  const nodes = await Promise.all(
    ['a', 'b', 'c', 'd'].map((freshEpoch) => openPostgresStorage({ url, freshEpoch, died })),
  )
  expect(new Set(nodes.map(({ epoch }) => epoch)).size).toBe(1)
  for (const node of nodes) await node[Symbol.asyncDispose]()
})

test('row 26: PostgreSQL has the columns that are declared in the table of what the server sees, and no other but its own list of steps', async () => {
  await using place = await placeOn(server)
  await (await place.open())[Symbol.asyncDispose]()
  const client = new pg.Client(server.url(place.database))
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    "SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'public'",
  )
  await client.end()
  const declared = new Set(clearFields.flatMap(({ fields }) => fields.flatMap(({ columns }) => columns)))
  const own = ['migrations.n', 'migrations.needs', 'migrations.applied_at']
  const stored = rows.map(({ name }) => name).filter((name) => !own.includes(name))
  expect(stored.toSorted()).toEqual([...declared].toSorted())
})

test('row 108: a database in the order of some language orders ids and names by their bytes all the same', async () => {
  const database = await server.createDatabase()
  const client = new pg.Client(server.url('postgres'))
  await client.connect()
  await client.query(`DROP DATABASE ${database}`)
  await client.query(`CREATE DATABASE ${database} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C'`)
  await client.end()
  await using storage = await openPostgresStorage({ url: server.url(database), freshEpoch: 'e', died })
  await settle(storage)
  await storage.apply('room.create', roomOf('r', 'public', ['ada', 'ben', 'benn', 'dalia', 'fox']))
  const names = ['b', 'B', 'a', 'A', 'é']
  for (const [n, name] of names.entries()) {
    await storage.apply('account.rename', {
      user: idOf(['ada', 'ben', 'benn', 'dalia', 'fox'][n] ?? ''),
      name,
      nameKey: `x${name}`,
    })
  }
  const found = await storage.read('account.search', { text: 'x', limit: 9 })
  expect(found.map(({ name }) => name)).toEqual(['A', 'B', 'a', 'b', 'é'])
})
