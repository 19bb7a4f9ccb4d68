import type { Exchange } from '../../../ports/storage/exchange.ts'
import type { Writes } from '../../../ports/storage/storage.ts'
import type { Transaction } from '../transaction.ts'
import { accountWriters } from './accounts.ts'
import { backupWriters } from './backups.ts'
import { entryWriters } from './entries.ts'
import { inboxWriters } from './inbox.ts'
import { inviteWriters } from './invites.ts'
import { keyWriters } from './keys.ts'
import { markWriters } from './marks.ts'
import { profileWriters } from './profiles.ts'
import { sealWriters } from './room-seal.ts'
import { roomWriters } from './rooms.ts'
import { secretWriters } from './secrets.ts'
import { sessionWriters } from './sessions.ts'
import { settingsWriters } from './settings.ts'

/** One function per kind of write; each runs inside the transaction of its batch. */
export type Writers<W> = {
  readonly [K in keyof W]: W[K] extends Exchange<infer In, infer Out>
    ? (transaction: Transaction, write: In) => Promise<Out>
    : never
}

export const writers: Writers<Writes> = {
  ...accountWriters,
  ...sessionWriters,
  ...inviteWriters,
  ...settingsWriters,
  ...entryWriters,
  ...inboxWriters,
  ...roomWriters,
  ...sealWriters,
  ...markWriters,
  ...keyWriters,
  ...backupWriters,
  ...secretWriters,
  ...profileWriters,
}
