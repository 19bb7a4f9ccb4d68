import { DatabaseSync } from 'node:sqlite'
import { ParleyError } from '@parley/protocol'
import type { Batch, Outcome } from '../sql/outcome.ts'
import { openCommits } from './commit.ts'
import { openKeys, openPages } from './reads/index.ts'
import { epochOf, migrate } from './schema.ts'

/** The store in memory, without threads: everything is done when the call returns. For where time itself is simulated. */
export interface LocalStore {
  readonly db: DatabaseSync
  readonly epoch: string
  read(kind: string, query: unknown): unknown
  /** What came of each write, in their order, after they were committed together. */
  commit(batch: Batch): readonly Outcome[]
  /** The last position that was given out in a room, for whoever wants to spoil it. */
  head(room: string): { seq: number } | null
  /** The database was changed behind its back. */
  forget(): void
}

export function openLocalStore(freshEpoch: string): LocalStore {
  const db = new DatabaseSync(':memory:')
  migrate(db, freshEpoch)
  const { log, commit } = openCommits(db)
  const readers = { ...openKeys(db), ...openPages(db) } as unknown as Readonly<
    Record<string, (query: unknown) => unknown>
  >
  return {
    db,
    get epoch() {
      return epochOf(db)
    },
    read(kind, query) {
      try {
        return readers[kind]?.(query)
      } catch (error) {
        throw new ParleyError('unavailable', { cause: error })
      }
    },
    commit,
    head: (room) => log.head(room),
    forget: () => log.forget(),
  }
}
