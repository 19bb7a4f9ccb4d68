import type { Db } from './db.ts'
import type { RoomLog } from './writes/room-log.ts'

/** What the writes of one commit share. */
export interface Transaction {
  readonly db: Db
  readonly log: RoomLog
  /** A statement whose answer nobody needs before the commit: it is on its way, and the commit fails with it. */
  later(change: Promise<unknown>): void
}
