import pg from 'pg'
import { expect, test } from 'vitest'
import { startPostgres } from '../../testing/postgres.ts'
import { died, placeOn } from './place.contract.ts'
import { openPostgresStorage } from './storage.ts'

test('row 43, row 108: a server that does not wait for its disk is refused, and the refusal says what to do', async () => {
  await using server = await startPostgres({ fsync: 'off' })
  const url = server.url(await server.createDatabase())
  await expect(openPostgresStorage({ url, freshEpoch: 'e', died })).rejects.toThrow(
    /fsync=off.*Set fsync = on in postgresql.conf/,
  )
  await server.stop()
  await server.start({ fsync: 'on' })
  await (await openPostgresStorage({ url, freshEpoch: 'e', died }))[Symbol.asyncDispose]()
})

test('row 43, row 108: every session waits for the disk at its commits, whatever server, database or address say', async () => {
  await using server = await startPostgres({ synchronous_commit: 'off' })
  await using place = await placeOn(server)
  const client = new pg.Client(server.url(place.database))
  await client.connect()
  await client.query(`ALTER DATABASE ${place.database} SET synchronous_commit = off`)
  // The sessions of the store say themselves what they run with.
  await client.query(`
    CREATE TABLE said(setting TEXT);
    CREATE FUNCTION say() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN INSERT INTO said VALUES (current_setting('synchronous_commit')); RETURN NEW; END $$`)
  const url = `${server.url(place.database)}?options=-c%20synchronous_commit%3Doff`
  await using storage = await openPostgresStorage({ url, freshEpoch: 'e', died })
  await client.query('CREATE TRIGGER say BEFORE INSERT OR UPDATE ON meta FOR EACH ROW EXECUTE FUNCTION say()')
  await storage.apply('settings.set', { name: 'House', registration: 'open' })
  const { rows } = await client.query('SELECT DISTINCT setting FROM said')
  await client.end()
  expect(rows).toEqual([{ setting: 'on' }])
})

test('row 108: a database that cannot hold every character, or cannot be reached, is named in one sentence', async () => {
  await using server = await startPostgres()
  const client = new pg.Client(server.url('postgres'))
  await client.connect()
  await client.query("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
  await client.end()
  const open = (url: string) => openPostgresStorage({ url, freshEpoch: 'e', died })
  await expect(open(server.url('latin'))).rejects.toThrow(/encoding LATIN1.*createdb --encoding=UTF8/)
  await expect(open(server.url('nowhere'))).rejects.toThrow(/nowhere cannot be reached: .*Is DATABASE_URL right\?/)
  await server.stop()
  const secret = server.url('x').replace('parley@', 'parley:hush-hush@')
  const refused = await open(secret).catch(String)
  expect(refused).toMatch(/cannot be reached/)
  expect(refused).not.toContain('hush')
})

test('row 113: a database that comes up while a server starts is waited for, and a wrong address is not', async () => {
  await using server = await startPostgres()
  const url = server.url(await server.createDatabase())
  await server.stop()
  const said: string[] = []
  let pauses = 0
  const patience = {
    say: (line: string) => void said.push(line),
    async pause() {
      pauses += 1
      if (pauses === 3) await server.start()
    },
  }
  await (await openPostgresStorage({ url, freshEpoch: 'e', died, patience }))[Symbol.asyncDispose]()
  expect(pauses).toBe(3)
  expect(said).toEqual([expect.stringMatching(/cannot be reached: .*Trying again for half a minute\.$/)])
  const wrong = openPostgresStorage({ url: server.url('nowhere'), freshEpoch: 'e', died, patience })
  await expect(wrong).rejects.toThrow(/nowhere cannot be reached/)
  await server.stop()
  // A pause takes no time here: it gives up some day.
  const forEver = {
    ...patience,
    async pause() {
      pauses += 1
    },
  }
  await expect(openPostgresStorage({ url, freshEpoch: 'e', died, patience: forEver })).rejects.toThrow(
    /Is DATABASE_URL right/,
  )
  expect(pauses).toBe(3 + 29)
})

test('row 108: where another database took the place of this one, nothing is stored in it, and the process is told to end', async () => {
  await using server = await startPostgres()
  const database = await server.createDatabase()
  const url = server.url(database)
  const ends: string[] = []
  await using storage = await openPostgresStorage({
    url,
    freshEpoch: 'e',
    died: (error) => void ends.push(error.message),
  })
  const write = { name: 'House', registration: 'open' } as const
  await storage.apply('settings.set', write)
  expect(ends).toEqual([])
  const client = new pg.Client(server.url('postgres'))
  await client.connect()
  await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`)
  await client.end()
  const restored = new pg.Client(url)
  await restored.connect()
  await restored.query("UPDATE meta SET value = 'another' WHERE key = 'epoch'")
  await expect(storage.apply('settings.set', { ...write, name: 'Another' })).rejects.toMatchObject({
    code: 'unavailable',
  })
  expect(ends[0]).toMatch(/put in the place of another/)
  const { rows } = await restored.query("SELECT value FROM meta WHERE key = 'name'")
  await restored.end()
  expect(rows).toEqual([{ value: 'House' }])
})
