import type { AccessReads } from './access.ts'
import type { AccountReads, AccountWrites } from './accounts.ts'
import type { BackupReads, BackupWrites } from './backups.ts'
import type { EntryReads, EntryWrites } from './entries.ts'
import type { InboxReads, InboxWrites } from './inbox.ts'
import type { InviteReads, InviteWrites } from './invites.ts'
import type { KeyReads, KeyWrites } from './keys.ts'
import type { LineReads } from './lines.ts'
import type { MarkReads, MarkWrites } from './marks.ts'
import type { ProfileReads, ProfileWrites } from './profiles.ts'
import type { RoomReads, RoomWrites } from './rooms.ts'
import type { SecretReads, SecretWrites } from './secrets.ts'
import type { SessionReads, SessionWrites } from './sessions.ts'
import type { SettingsReads, SettingsWrites } from './settings.ts'

export interface Reads
  extends AccountReads,
    SessionReads,
    InviteReads,
    SettingsReads,
    EntryReads,
    AccessReads,
    InboxReads,
    RoomReads,
    LineReads,
    MarkReads,
    KeyReads,
    BackupReads,
    SecretReads,
    ProfileReads {}
export interface Writes
  extends AccountWrites,
    SessionWrites,
    InviteWrites,
    SettingsWrites,
    EntryWrites,
    InboxWrites,
    RoomWrites,
    MarkWrites,
    KeyWrites,
    BackupWrites,
    SecretWrites,
    ProfileWrites {}

export type ReadKind = keyof Reads
export type WriteKind = keyof Writes

/**
 * Where everything durable lives.
 * A write is a value, never a closure: it crosses to the writer's thread, and what waits together commits together.
 * `apply` returns after the commit with fsync (C1); it throws `ParleyError` `busy` (queue full, nothing was tried),
 * `storage_full` (nothing was stored) or `unavailable` (in doubt: repeat it under the same id).
 * A read sees every write whose `apply` has returned.
 */
export interface Storage extends AsyncDisposable {
  /** The incarnation of the store; another one after a restore (C9). */
  readonly epoch: string
  read<K extends ReadKind>(kind: K, query: Reads[K]['in']): Promise<Reads[K]['out']>
  apply<K extends WriteKind>(kind: K, write: Writes[K]['in']): Promise<Writes[K]['out']>
}
