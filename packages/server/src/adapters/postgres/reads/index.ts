import type { Exchange } from '../../../ports/storage/exchange.ts'
import type { Reads } from '../../../ports/storage/storage.ts'
import type { Db } from '../db.ts'
import { accessReads } from './access.ts'
import { accountReads } from './accounts.ts'
import { backupReads } from './backups.ts'
import { entryReads } from './entries.ts'
import { inboxReads } from './inbox.ts'
import { inviteReads } from './invites.ts'
import { keyReads } from './keys.ts'
import { lineReads } from './lines.ts'
import { markReads } from './marks.ts'
import { profileReads } from './profiles.ts'
import { roomReads } from './rooms.ts'
import { secretReads } from './secrets.ts'
import { sessionReads } from './sessions.ts'
import { settingsReads } from './settings.ts'

/** One function per kind of read. */
export type Readers<R> = {
  readonly [K in keyof R]: R[K] extends Exchange<infer In, infer Out> ? (db: Db, query: In) => Promise<Out> : never
}

export const readers: Readers<Reads> = {
  ...accessReads,
  ...accountReads,
  ...sessionReads,
  ...inviteReads,
  ...settingsReads,
  ...entryReads,
  ...inboxReads,
  ...roomReads,
  ...lineReads,
  ...markReads,
  ...keyReads,
  ...backupReads,
  ...secretReads,
  ...profileReads,
}
