import type { DatabaseSync } from 'node:sqlite'
import type { Batch, Outcome } from '../sql/outcome.ts'
import { openWriters } from './writes/index.ts'

const sqliteFull = 13
/** SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH: what one write can be at fault for; else it is the database. */
const faultsOfOne = [18, 19, 20]
/** SQLITE_IOERR_FSYNC and SQLITE_IOERR_DIR_FSYNC: what reached the disk is unknown, so nothing may be acknowledged again (C14). */
const fsyncFailed = [1034, 1290]

const codeOf = (error: unknown): number | undefined =>
  error instanceof Error && 'errcode' in error ? Number(error.errcode) : undefined

function failure(error: unknown): Outcome {
  const code = codeOf(error)
  if (code !== undefined && fsyncFailed.includes(code)) throw error
  const reason = error instanceof Error ? error.message : String(error)
  if (code === sqliteFull) return { error: 'storage_full', reason }
  return { error: code === undefined ? 'internal' : 'unavailable', reason }
}

/** Commits batches of writes to a database, which nobody else writes. */
export function openCommits(db: DatabaseSync) {
  const { log, writers } = openWriters(db)
  const run = writers as unknown as Readonly<Record<string, (write: unknown) => unknown>>

  function transact(batch: Batch): Outcome[] {
    db.exec('BEGIN IMMEDIATE')
    try {
      const outcomes = batch.map(([kind, write]) => ({ out: run[kind]?.(write) }))
      log.flush()
      db.exec('COMMIT')
      return outcomes
    } catch (error) {
      log.forget()
      if (db.isTransaction) db.exec('ROLLBACK')
      throw error
    }
  }

  function single(item: Batch[number]): Outcome {
    try {
      return transact([item])[0] ?? { error: 'internal', reason: 'no outcome' }
    } catch (error) {
      return failure(error)
    }
  }

  return {
    log,
    /**
     * One commit for all; if one write breaks it, each alone, so that one bad write harms no other. A database that is
     * locked or full is so for all of them, and each try would wait anew. Throws what the process must not survive.
     */
    commit(batch: Batch): Outcome[] {
      if (batch.length === 1) return batch.map(single)
      try {
        return transact(batch)
      } catch (error) {
        const outcome = failure(error)
        const code = codeOf(error)
        const isOfOne = code === undefined || faultsOfOne.includes(code & 0xff)
        return isOfOne ? batch.map(single) : batch.map(() => outcome)
      }
    },
  }
}
