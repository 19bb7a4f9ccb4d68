import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { idOf, message, moves, roomOf, say, sealed, settle, userOf } from '../../ports/storage/cast.contract.ts'
import { openSqliteStorage } from './storage.ts'

const died = (error: Error): void => {
  throw error
}

/** Takes a database back to the schema before sealed rooms. */
function beforeSealing(folder: string): void {
  const db = new DatabaseSync(join(folder, 'parley.db'))
  db.exec(`
    ALTER TABLE rooms DROP COLUMN genesis; ALTER TABLE rooms DROP COLUMN lines; DROP TABLE room_lines; DROP TABLE sealed_marks;
    DROP TABLE sealed_profiles; ALTER TABLE sessions DROP COLUMN keepsake; ALTER TABLE rooms DROP COLUMN voice;
    ALTER TABLE users DROP COLUMN reports;
    ALTER TABLE rooms DROP COLUMN visible_from;
    PRAGMA user_version = 3`)
  db.close()
}

test('a database from before sealed rooms keeps its private rooms as they are, and takes sealed ones', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-'))
  const open = () => openSqliteStorage({ folder, freshEpoch: 'e', died })
  const before = await open()
  await settle(before)
  await before.apply('room.create', roomOf('r', 'private', ['ada']))
  await say(before, message('r', 'ada', 'm'))
  await before[Symbol.asyncDispose]()
  beforeSealing(folder)

  const storage = await open()
  expect(storage.epoch).toBe(before.epoch)
  const mine = await storage.read('room.summary', { room: idOf('r'), user: userOf('ada') })
  expect(mine).toMatchObject({ name: 'r', lines: null, messages: 1 })
  expect(await storage.read('room.lines', { room: idOf('r'), after: 0, limit: 9, characters: 9 })).toEqual({
    genesis: null,
    lines: [],
    more: false,
  })
  const another = await storage.apply('entry.append', message('r', 'ada', 'm', 'something else'))
  expect(another).toEqual({ ok: false, why: 'conflict' })
  expect(await storage.apply('room.change', moves('r', 2, 'ben', 'joined', 'here'))).toMatchObject({ ok: true })
  await storage.apply('room.create', sealed(roomOf('s', 'private', ['ada']), 'one'))
  expect(await storage.read('room.summary', { room: idOf('s'), user: userOf('ada') })).toMatchObject({ lines: 1 })
  await storage[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

test('what stood in clear of marks in sealed rooms goes with the schema that seals them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-'))
  const open = () => openSqliteStorage({ folder, freshEpoch: 'e', died })
  const before = await open()
  await settle(before)
  await before.apply('room.create', roomOf('r', 'public', ['ada']))
  await before.apply('room.create', sealed(roomOf('s', 'private', ['ada']), 'one'))
  await before[Symbol.asyncDispose]()
  {
    using db = new DatabaseSync(join(folder, 'parley.db'))
    db.exec(`
      DROP TABLE sealed_profiles; DROP TABLE sealed_marks; ALTER TABLE rooms DROP COLUMN visible_from;
      ALTER TABLE sessions DROP COLUMN keepsake; ALTER TABLE rooms DROP COLUMN voice; PRAGMA user_version = 5;
      INSERT INTO marks SELECT n, 'd', '${userOf('ada')}', 1, 1 FROM rooms`)
  }
  const storage = await open()
  const deliveredIn = async (room: string) =>
    (await storage.read('mark.list', { room: idOf(room) })).map(({ delivered }) => delivered)
  expect([await deliveredIn('r'), await deliveredIn('s')]).toEqual([[1], [0]])
  await storage[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})
