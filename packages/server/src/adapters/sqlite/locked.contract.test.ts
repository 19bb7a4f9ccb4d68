import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ParleyError } from '@parley/protocol'
import { expect, onTestFinished, test } from 'vitest'
import { idOf, message, roomOf, settle } from '../../ports/storage/cast.contract.ts'
import { openSqliteStorage } from './storage.ts'

const died = (error: Error): void => {
  throw error
}

test('row 46: what waits behind a write that a locked database refused does not overtake it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await using storage = await openSqliteStorage({ folder, freshEpoch: 'epoch', died })
  await settle(storage)
  await storage.apply('room.create', roomOf('r', 'public', ['ada']))
  const before = await storage.read('entry.head', { room: idOf('r') })
  const lock = new DatabaseSync(join(folder, 'parley.db'))
  lock.exec('BEGIN IMMEDIATE')
  const outcome = (id: string) =>
    storage.apply('entry.append', message('r', 'ada', id)).then(
      () => 'stored',
      (error: unknown) => (error instanceof ParleyError ? error.code : error),
    )
  const first = outcome('first')
  // The first commit has begun once this turn of the loop is over; what comes now waits for the next one.
  await new Promise(setImmediate)
  const second = outcome('second')
  expect(await first).toBe('unavailable')
  lock.close()
  expect(await second).toBe('unavailable')
  expect(await storage.read('entry.head', { room: idOf('r') })).toBe(before)
  expect([await outcome('first'), await outcome('second')]).toEqual(['stored', 'stored'])
})
