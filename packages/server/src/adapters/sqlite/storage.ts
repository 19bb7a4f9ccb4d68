import { join } from 'node:path'
import { ParleyError } from '@parley/protocol'
import type { Storage } from '../../ports/storage/storage.ts'
import { openDatabase } from './open.ts'
import { startReader } from './reader.ts'
import { openKeys } from './reads/index.ts'
import { startWriter } from './writer.ts'

export interface SqliteConfig {
  /** An existing folder; the database is `parley.db` in it. */
  readonly folder: string
  /** The epoch to write if the database is new. */
  readonly freshEpoch: string
  /** Called when nothing can be stored any more; the process has to end. */
  readonly died: (error: Error) => void
}

/**
 * Storage in one file with `node:sqlite`: one writing thread, look-ups here, pages in a reading
 * thread that starts with the first of them.
 */
export async function openSqliteStorage(config: SqliteConfig): Promise<Storage> {
  const path = join(config.folder, 'parley.db')
  const writer = await startWriter({ path, freshEpoch: config.freshEpoch }, config.died)
  const db = openDatabase(path, 'read')
  const keys = openKeys(db) as unknown as Readonly<Record<string, (query: unknown) => unknown>>
  let reader: ReturnType<typeof startReader> | null = null

  async function read(kind: string, query: unknown): Promise<unknown> {
    const key = keys[kind]
    if (!key) {
      reader ??= startReader(path)
      return await reader.read(kind, query)
    }
    try {
      return key(query)
    } catch (error) {
      throw new ParleyError('unavailable', { cause: error })
    }
  }

  return {
    epoch: writer.epoch,
    read: read as Storage['read'],
    apply: writer.write as Storage['apply'],
    async [Symbol.asyncDispose]() {
      await writer.close()
      await reader?.close()
      db.close()
    },
  }
}
