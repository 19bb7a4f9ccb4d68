import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { environment, openPostgresStorage, openSqliteStorage, type Storage } from './index.ts'
import { idOf, message, roomOf, say, settle } from './ports/storage/cast.contract.ts'
import { startPostgres } from './testing/index.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const freshEpoch = 'the first epoch'
const died = (error: Error): void => {
  throw error
}

/** What an operator types; answers its exit code. */
async function restored(data: string, settings: Readonly<Record<string, string>> = {}): Promise<number> {
  const args = [main, 'restored', '--data', data]
  const child = spawn(process.execPath, args, { env: { ...environment, ...settings }, stdio: 'ignore' })
  const [code] = (await once(child, 'exit')) as [number]
  return code
}

async function folder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'parley-restored-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

/** The epoch of a store that holds one message; the first time it is made. */
async function epochOf(open: () => Promise<Storage>, isFirst: boolean): Promise<string> {
  await using storage = await open()
  if (isFirst) {
    await settle(storage)
    await storage.apply('room.create', roomOf('r', 'public', ['ada']))
    await say(storage, message('r', 'ada', 'm'))
  }
  expect(await storage.read('entry.head', { room: idOf('r') })).toBe(3)
  return storage.epoch
}

/** Everything stays but the epoch, and each call gives another one. */
async function expectNewEpochs(open: () => Promise<Storage>, command: () => Promise<number>): Promise<void> {
  const epochs = [await epochOf(open, true)]
  for (const _ of [1, 2]) {
    expect(await command()).toBe(0)
    epochs.push(await epochOf(open, false))
  }
  expect(epochs[0]).toBe(freshEpoch)
  expect(new Set(epochs).size).toBe(3)
}

test('C9: a file that counts as restored has another epoch and all else that it had', async () => {
  await using data = await folder()
  await expectNewEpochs(
    () => openSqliteStorage({ folder: data.path, freshEpoch, died }),
    () => restored(data.path),
  )
})

test('C9: so does a database', async () => {
  await using data = await folder()
  await using server = await startPostgres()
  const url = server.url(await server.createDatabase())
  await expectNewEpochs(
    () => openPostgresStorage({ url, freshEpoch, died }),
    () => restored(data.path, { DATABASE_URL: url }),
  )
})

test('C9: where there is no store, none is made', async () => {
  await using data = await folder()
  expect(await restored(data.path)).toBe(1)
  expect(await readdir(data.path)).toEqual([])
})
