import type { Profile } from '@parley/protocol'
import type { Exchange } from './exchange.ts'

/** A device that is about to be signed in. */
export interface NewSession {
  readonly device: string
  readonly name: string
  /** SHA-256 of the secret in its refresh token. */
  readonly refresh: Uint8Array
}

export interface SessionRow {
  readonly device: string
  readonly name: string
  readonly createdAt: number
  readonly seenAt: number
}

/** Which device of whom. */
export interface UserDevice {
  readonly user: string
  readonly device: string
}

export interface Rotate {
  readonly device: string
  /** How many tokens of the session came before the presented one. */
  readonly generation: number
  /** SHA-256 of the secret that was presented, and of its successor. */
  readonly presented: Uint8Array
  readonly next: Uint8Array
  /** SHA-256 of what the device keeps beside its token; the first one that is said counts. null: it says nothing. */
  readonly keepsake: Uint8Array | null
  readonly at: number
  /** Milliseconds for which the previous secret gets the same successor again. */
  readonly grace: number
  /** Milliseconds without use, and since sign-in, after which a session is over. */
  readonly idle: number
  readonly absolute: number
}

/**
 * `rotated`: the presented secret was the current one, or a later one than the store knows because it was restored from
 * a backup. `repeated`: it was the one before, within the grace period. `late`: it was older, and its device has proved
 * to be the one that it was given to; `behind`: how many came after it. `reused`: it was older, so the session has been
 * revoked. `gone`: there is no such session, or it is over.
 */
export type Rotated =
  | { readonly kind: 'rotated' | 'repeated'; readonly user: string; readonly is: Profile['kind'] }
  | { readonly kind: 'late'; readonly user: string; readonly is: Profile['kind']; readonly behind: number }
  | { readonly kind: 'reused'; readonly user: string }
  | { readonly kind: 'gone' }

export interface SessionWrites {
  /**
   * Of more than `most` live sessions the ones that were not used for longest end. Answers the devices that were signed
   * in until now.
   */
  'session.create': Exchange<
    { readonly user: string; readonly session: NewSession; readonly most: number; readonly at: number },
    readonly string[]
  >
  /** Decides about a presented refresh secret and stores the outcome in one transaction. */
  'session.rotate': Exchange<Rotate, Rotated>
  /**
   * Revokes one session of a user (`only`), or all but one (`except`), and deletes the inboxes and keys of those devices.
   * Answers the devices that were signed in until now.
   */
  'session.revoke': Exchange<
    {
      readonly user: string
      readonly which: { readonly only: string } | { readonly except: string }
      readonly at: number
    },
    readonly string[]
  >
  /** Revokes sessions that were not used since one moment, or began before another. */
  'session.expire': Exchange<{ readonly seenBefore: number; readonly createdBefore: number; readonly at: number }, null>
  /** Deletes what is left of sessions that were revoked before a moment. */
  'session.forget': Exchange<{ readonly revokedBefore: number }, null>
}

export interface SessionReads {
  /** Whose live session a device has; null: none, or it was revoked. */
  'session.live': Exchange<{ readonly device: string }, { readonly user: string; readonly is: Profile['kind'] } | null>
  /** Live sessions of a user, newest use first. */
  'session.list': Exchange<{ readonly user: string }, readonly SessionRow[]>
  /** Sessions that were revoked at or after a moment. */
  'session.ended': Exchange<{ readonly since: number }, readonly UserDevice[]>
}
