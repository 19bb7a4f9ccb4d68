import type { DatabaseSync } from 'node:sqlite'
import type { Exchange } from '../../../ports/storage/exchange.ts'
import type { Writes } from '../../../ports/storage/storage.ts'
import { entryWriters } from './entries.ts'
import { inboxWriters } from './inbox.ts'
import { openRoomLog, type RoomLog } from './room-log.ts'

/** One function per kind of write; each runs inside the transaction of its batch. */
export type Writers<W> = {
  readonly [K in keyof W]: W[K] extends Exchange<infer In, infer Out> ? (write: In) => Out : never
}

export function openWriters(db: DatabaseSync): { readonly log: RoomLog; readonly writers: Writers<Writes> } {
  const log = openRoomLog(db)
  return { log, writers: { ...entryWriters(db, log), ...inboxWriters(db) } }
}
