import type { Exchange } from './exchange.ts'

/** How many sessions a backup holds, and a text that changes with them. */
export interface BackupStanding {
  readonly count: number
  readonly etag: string
}

export interface BackupRow extends BackupStanding {
  readonly version: string
  readonly algorithm: string
  readonly auth: string
}

/** The sealed key of one session, and what says which of two is better. */
export interface BackedUpSession {
  readonly room: string
  readonly session: string
  readonly index: number
  readonly forwarded: number
  readonly verified: boolean
  readonly data: string
}

export interface BackupWrites {
  /** Answers the version, which no other backup has had. */
  'backup.create': Exchange<{ readonly user: string; readonly algorithm: string; readonly auth: string }, string>
  /**
   * Stores sessions in the user's current backup. One that is there is replaced only by a better one: verified, else of
   * a lower index, else forwarded less often. null: the version is not the current one, and nothing was stored.
   */
  'backup.put': Exchange<
    { readonly user: string; readonly version: string; readonly sessions: readonly BackedUpSession[] },
    BackupStanding | null
  >
  /** Answers false if the user has no such backup. */
  'backup.remove': Exchange<{ readonly user: string; readonly version: string }, boolean>
}

/** Which page of which backup: of one room or session, and after whom in the order of rooms and sessions. */
export interface BackupQuery {
  readonly user: string
  readonly version: string
  readonly room: string | null
  readonly session: string | null
  readonly after: { readonly room: string; readonly session: string } | null
  readonly limit: number
  /** A page ends early once it is about so long. */
  readonly characters: number
}

export interface BackupReads {
  /** The newest that was not removed. */
  'backup.current': Exchange<{ readonly user: string }, BackupRow | null>
  /** null: the user has no such backup. */
  'backup.page': Exchange<BackupQuery, { readonly sessions: readonly BackedUpSession[]; readonly more: boolean } | null>
}
