import type { DatabaseSync } from 'node:sqlite'
import type { Exchange } from '../../../ports/storage/exchange.ts'
import type { Writes } from '../../../ports/storage/storage.ts'
import { accountWriters } from './accounts.ts'
import { backupWriters } from './backups.ts'
import { entryWriters } from './entries.ts'
import { inboxWriters } from './inbox.ts'
import { inviteWriters } from './invites.ts'
import { openKeyLog } from './key-log.ts'
import { keyWriters } from './keys.ts'
import { markWriters } from './marks.ts'
import { profileWriters } from './profiles.ts'
import { openRoomLog, type RoomLog } from './room-log.ts'
import { sealWriters } from './room-seal.ts'
import { roomWriters } from './rooms.ts'
import { secretWriters } from './secrets.ts'
import { openSessionTable, sessionWriters } from './sessions.ts'
import { settingsWriters } from './settings.ts'

/** One function per kind of write; each runs inside the transaction of its batch. */
export type Writers<W> = {
  readonly [K in keyof W]: W[K] extends Exchange<infer In, infer Out> ? (write: In) => Out : never
}

export function openWriters(db: DatabaseSync): { readonly log: RoomLog; readonly writers: Writers<Writes> } {
  const log = openRoomLog(db)
  const keyLog = openKeyLog(db)
  const sessions = openSessionTable(db, keyLog)
  const writers = {
    ...accountWriters(db, log, sessions),
    ...sessionWriters(db, sessions),
    ...inviteWriters(db, log),
    ...settingsWriters(db),
    ...entryWriters(db, log),
    ...inboxWriters(db),
    ...roomWriters(db, log),
    ...sealWriters(db, log),
    ...markWriters(db, log),
    ...keyWriters(db, keyLog),
    ...backupWriters(db),
    ...secretWriters(db),
    ...profileWriters(db),
  }
  return { log, writers }
}
