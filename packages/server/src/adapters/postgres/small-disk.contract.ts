import { execFile } from 'node:child_process'
import { chown, mkdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import type { PostgresServer } from '../../testing/postgres.ts'

const run = promisify(execFile)
const megabytes = 32

/** A disk of a few megabytes with one database of a server on it; only root may mount one. */
export async function smallDisk(server: PostgresServer) {
  const path = join(server.folder, 'small')
  const { uid, gid } = await stat(server.folder)
  await mkdir(path)
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,uid=${uid},gid=${gid},mode=0700`, 'tmpfs', path])
  const tables = join(path, 'tables')
  await mkdir(tables)
  await chown(tables, uid, gid)
  const client = new pg.Client(server.url('postgres'))
  await client.connect()
  await client.query(`CREATE TABLESPACE small LOCATION '${tables}'`)
  await client.query('CREATE DATABASE cramped TABLESPACE small')
  const filler = join(path, 'filler')
  return {
    database: 'cramped',
    /** Leaves no room on the disk. */
    async fill(): Promise<void> {
      await writeFile(filler, Buffer.alloc(megabytes << 20)).catch(() => undefined)
    },
    async free(): Promise<void> {
      await truncate(filler)
    },
    async [Symbol.asyncDispose]() {
      await rm(filler, { force: true })
      await client.query('DROP DATABASE cramped WITH (FORCE)')
      await client.query('DROP TABLESPACE small')
      await client.end()
      await run('umount', [path])
    },
  }
}
