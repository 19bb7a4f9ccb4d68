import { existsSync } from 'node:fs'
import { stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { requireWritable } from '../disk/writable.ts'
import { openDatabase } from './open.ts'

/** Bytes below which a disk counts as full: a checkpoint and some days of messages want them. */
const leastFree = 2 ** 28

const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`

/** Whether the file that keeps everything is there and whole enough to be opened, and has room to grow. */
export async function examineSqlite(folder: string): Promise<string> {
  const path = join(folder, 'parley.db')
  await requireWritable(path)
  if (!existsSync(path)) return `${path} is not there yet: the first start makes it.`
  using db = openDatabase(path, 'read')
  const version = db.prepare('SELECT sqlite_version() AS version').get()?.['version']
  const mode = db.prepare('PRAGMA journal_mode').get()?.['journal_mode']
  if (mode !== 'wal') throw new Error(`${path} is no database of Parley: it would be in WAL mode.`)
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  if (free < leastFree)
    throw new Error(`${folder} has ${megabytes(free)} left: make room, or move it to a larger disk.`)
  const { size } = await stat(path)
  return `SQLite ${version}, ${path} (${megabytes(size)}, ${megabytes(free)} left); each commit waits for the disk.`
}
