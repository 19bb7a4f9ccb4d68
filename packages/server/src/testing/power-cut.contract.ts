import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '../adapters/sqlite/open.ts'
import { openPostgresStorage, openSqliteStorage } from '../index.ts'
import { idOf, roomOf, settle } from '../ports/storage/cast.contract.ts'
import type { Storage } from '../ports/storage/storage.ts'
import { LoopDisk } from './loop-disk.ts'
import { startPostgres } from './postgres.ts'

/** `careless`: without an fsync at each commit, so that a power cut has to lose something. */
export type Care = 'safe' | 'careless'

/** A store on a disk of its own, whose power can be cut while a process writes. */
export interface Victim extends AsyncDisposable {
  readonly disk: LoopDisk
  /** What the writer is told about where the store is. */
  readonly place: string
  /** Processes beside the writer that go with the power. */
  processes(): readonly number[]
  /** Power back on: mounts the disk and starts whatever has to run over it. */
  begin(): Promise<void>
  /** The positions that the store holds. Throws where it does not open, or is damaged. */
  positions(): Promise<readonly number[]>
}

const writer = fileURLToPath(new URL('power-cut-writer.contract.ts', import.meta.url))
const freshEpoch = idOf('epoch')
const died = (error: Error): void => {
  throw error
}

async function furnish(storage: Storage): Promise<void> {
  await settle(storage)
  await storage.apply('room.create', roomOf('r', 'public', ['ada']))
}

async function logOf(storage: Storage): Promise<readonly number[]> {
  const room = idOf('r')
  const head = await storage.read('entry.head', { room })
  const log = await storage.read('entry.range', { room, after: 0, until: head, limit: 1e6 })
  if (log.length !== head) throw new Error(`the head is ${head}, and there are ${log.length} entries`)
  return log.map(({ seq }) => seq)
}

/** The store in a file. Throws where nobody may mount a disk. */
export async function fileOnDisk(): Promise<Victim> {
  const disk = await LoopDisk.make()
  const open = (): Promise<Storage> => openSqliteStorage({ folder: disk.path, freshEpoch, died })
  await using storage = await open()
  await furnish(storage)
  return {
    disk,
    place: disk.path,
    processes: () => [],
    begin: () => disk.restart(),
    async positions() {
      const db = openDatabase(`${disk.path}/parley.db`, 'write')
      const integrity = db.prepare('PRAGMA integrity_check').get()?.['integrity_check']
      db.close()
      if (integrity !== 'ok') throw new Error(`integrity_check: ${integrity}`)
      await using storage = await open()
      return await logOf(storage)
    },
    [Symbol.asyncDispose]: () => disk[Symbol.asyncDispose](),
  }
}

/** The store in a database whose server lies on the disk. Throws where nobody may mount one. */
export async function databaseOnDisk(care: Care): Promise<Victim> {
  await using parts = new AsyncDisposableStack()
  const disk = parts.use(await LoopDisk.make(512))
  // The writer of the log is what would put down in a moment what no commit waits for.
  const server = parts.use(await startPostgres(care === 'careless' ? { wal_writer_delay: '10s' } : {}, disk.path))
  const place = server.url(await server.createDatabase())
  const open = (): Promise<Storage> => openPostgresStorage({ url: place, freshEpoch, died })
  const { Client } = await import('pg')

  async function ask(sql: string): Promise<readonly { readonly seq: string }[]> {
    const client = new Client(place)
    await client.connect()
    const { rows } = await client.query<{ seq: string }>(sql)
    await client.end()
    return rows
  }

  await using storage = await open()
  await furnish(storage)
  await ask('CREATE TABLE careless(seq BIGINT PRIMARY KEY)')
  // A fresh cluster is not on the disk by itself.
  await ask('CHECKPOINT')
  await disk.flush()
  const kept = parts.move()
  return {
    disk,
    place,
    processes: () => server.processes(),
    async begin() {
      await server.kill()
      await disk.restart()
      await server.start()
    },
    async positions() {
      if (care === 'careless') return (await ask('SELECT seq FROM careless ORDER BY seq')).map(({ seq }) => Number(seq))
      await using storage = await open()
      return await logOf(storage)
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

/** Cuts the power once so many were acknowledged, and puts it on again; answers the last position that was acknowledged. */
export async function writeUntilCut(victim: Victim, care: Care, atLeast: number): Promise<number> {
  const { disk, place } = victim
  const child = spawn(process.execPath, [writer, place, care], { stdio: ['ignore', 'pipe', 'ignore'] })
  const closed = once(child, 'close')
  let [acknowledged, count] = [0, 0]
  for await (const line of createInterface(child.stdout)) {
    acknowledged = Math.max(acknowledged, Number(line))
    count += 1
    if (count === atLeast && child.pid !== undefined) await disk.cut(child.pid, ...victim.processes())
  }
  await closed
  if (count < atLeast) throw new Error(`the writer ended after ${count} entries`)
  await victim.begin()
  return acknowledged
}
