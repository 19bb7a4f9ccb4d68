import { ParleyError } from '@parley/protocol'
import type { Pool } from 'pg'
import type { Storage } from '../../ports/storage/storage.ts'
import { commit } from './commit.ts'
import { connectOnce, openPool } from './connect.ts'
import { type Db, dbOver } from './db.ts'
import { Unreachable } from './failure.ts'
import { requireFitness } from './fitness.ts'
import { migrate } from './migrate.ts'
import { type Patience, withPatience } from './patience.ts'
import { openQueue } from './queue.ts'
import { readers } from './reads/index.ts'
import { schema } from './schema.ts'
import { writingConnections } from './writing-connections.ts'

export interface PostgresConfig {
  /** postgres://user:password@host:port/database */
  readonly url: string
  /** The epoch to write if the database is new. */
  readonly freshEpoch: string
  /** Called when nothing can be stored any more; the process has to end. */
  readonly died: (error: Error) => void
  /** Without it a database that does not answer is not waited for. */
  readonly patience?: Patience | undefined
}

/** Connections for reads, and for commits: two run at a time. */
const readersMost = 8
const writersMost = 2

/** Brings the database to the newest schema; answers its epoch. */
async function prepare({ url, freshEpoch }: PostgresConfig): Promise<string> {
  const client = await connectOnce(url)
  try {
    await requireFitness(client)
    return await migrate(client, schema, freshEpoch)
  } finally {
    await client.end()
  }
}

async function readFrom(pool: Pool, ask: (db: Db) => Promise<unknown>): Promise<unknown> {
  const db = dbOver(pool)
  try {
    return await ask(db)
  } catch (error) {
    // A connection that ended while it was idle fails the first query that it is given; a read may be repeated.
    if (error instanceof Unreachable && error.isLost) return await ask(db)
    throw error
  }
}

/** Storage in PostgreSQL 15 or newer, which other nodes may use at the same time. */
export async function openPostgresStorage(config: PostgresConfig): Promise<Storage> {
  const epoch = await withPatience(() => prepare(config), config.patience)
  const reads = await openPool(config.url, { max: readersMost })
  const writes = await openPool(config.url, { max: writersMost, pipeline: true })
  const connect = writingConnections(writes, epoch, config.died)
  const queue = openQueue((batch) => commit(connect, batch))
  const run = readers as unknown as Readonly<Record<string, (db: Db, query: unknown) => Promise<unknown>>>

  async function read(kind: string, query: unknown): Promise<unknown> {
    try {
      return await readFrom(reads, async (db) => await run[kind]?.(db, query))
    } catch (error) {
      throw new ParleyError('unavailable', { cause: error })
    }
  }

  return {
    epoch,
    read: read as Storage['read'],
    apply: queue.write as Storage['apply'],
    async [Symbol.asyncDispose]() {
      await queue.close()
      for (const pool of [reads, writes]) if (!pool.ending) await pool.end()
    },
  }
}
