import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { message, roomOf, say, settle } from '../../ports/storage/cast.contract.ts'
import { type PostgresServer, startPostgres } from '../../testing/postgres.ts'
import { placeOn } from './place.contract.ts'

let server: PostgresServer

beforeAll(async () => {
  server = await startPostgres()
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

/** Somebody who holds every row of a table until they are told to let go. */
async function holding(database: string, table: string): Promise<() => Promise<void>> {
  const client = new Client(server.url(database))
  await client.connect()
  await client.query(`BEGIN; SELECT 1 FROM ${table} FOR UPDATE`)
  return () => client.end()
}

test.each(['rooms', 'users'])(
  'row 46, row 108: a write that waits too long for a row of %s may be tried again',
  async (table) => {
    await using place = await placeOn(server)
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('r', 'public', ['ada']))
    const letGo = await holding(place.database, table)
    const writes =
      table === 'rooms'
        ? [say(storage, message('r', 'ada', 'm1')), say(storage, message('r', 'ada', 'm2'))]
        : [storage.apply('room.create', roomOf('q', 'public', ['ada']))]
    const answers = await Promise.allSettled(writes)
    await letGo()
    for (const answer of answers) expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } })
    expect(await say(storage, message('r', 'ada', 'm1'))).toMatchObject({ dup: false })
  },
)
