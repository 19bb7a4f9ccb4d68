import type { DatabaseSync } from 'node:sqlite'
import type { Exchange } from '../../../ports/storage/exchange.ts'
import type { Reads } from '../../../ports/storage/storage.ts'
import { accessKeys } from './access.ts'
import { accountKeys } from './accounts.ts'
import { backupKeys, backupPages } from './backups.ts'
import { entryKeys, entryPages } from './entries.ts'
import { inboxPages } from './inbox.ts'
import { inviteKeys } from './invites.ts'
import { keyKeys, keyPages } from './keys.ts'
import { linePages } from './lines.ts'
import { markKeys, markPages } from './marks.ts'
import { profilePages } from './profiles.ts'
import { roomKeys, roomPages } from './rooms.ts'
import { secretKeys } from './secrets.ts'
import { sessionKeys } from './sessions.ts'
import { settingsKeys } from './settings.ts'

/** One function per kind of read. */
export type Readers<R> = {
  readonly [K in keyof R]: R[K] extends Exchange<infer In, infer Out> ? (query: In) => Out : never
}

/** What may take longer than a look-up runs in the reader's thread. */
type PageKind =
  | 'entry.page'
  | 'entry.range'
  | 'entry.heads'
  | 'room.summaries'
  | 'room.counts'
  | 'room.directory'
  | 'room.members'
  | 'room.lines'
  | 'mark.list'
  | 'mark.sealed'
  | 'mark.counts'
  | 'inbox.after'
  | 'inbox.heads'
  | 'key.query'
  | 'key.changes'
  | 'key.sharers'
  | 'backup.page'
  | 'profile.get'
  | 'profile.sharers'

/** Look-ups by key, 25–50 µs each: they run where they are asked, on the main thread. */
export const openKeys = (db: DatabaseSync): Readers<Omit<Reads, PageKind>> => ({
  ...accessKeys(db),
  ...accountKeys(db),
  ...sessionKeys(db),
  ...inviteKeys(db),
  ...settingsKeys(db),
  ...entryKeys(db),
  ...roomKeys(db),
  ...markKeys(db),
  ...keyKeys(db),
  ...backupKeys(db),
  ...secretKeys(db),
})

export const openPages = (db: DatabaseSync): Readers<Pick<Reads, PageKind>> => ({
  ...entryPages(db),
  ...roomPages(db),
  ...linePages(db),
  ...markPages(db),
  ...inboxPages(db),
  ...keyPages(db),
  ...backupPages(db),
  ...profilePages(db),
})
