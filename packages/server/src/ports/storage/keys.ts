import type { OutputOf } from '@parley/protocol'
import type { Exchange } from './exchange.ts'
import type { UserDevice } from './sessions.ts'

export interface NamedKey {
  readonly id: string
  readonly key: string
}

export interface Publish extends UserDevice {
  /** What the device is known by; null: not part of this. */
  readonly keys: string | null
  readonly oneTime: readonly NamedKey[]
  /** Takes the place of all before; null: they stay. */
  readonly fallback: readonly NamedKey[] | null
  /** One-time keys of a device that may wait to be claimed. */
  readonly most: number
}

/** `gone`: the device is signed out. A refusal has stored nothing. */
export type Published =
  | { readonly ok: true; readonly oneTime: number }
  | { readonly ok: false; readonly why: 'conflict' | 'too_many' | 'gone' }

/** The three keys that a person signs with. */
export interface Identity {
  readonly master: string
  readonly selfSigning: string
  readonly userSigning: string
}

export interface SetIdentity extends UserDevice, Identity {
  /** When the session must have begun for one identity to replace another; null: none may be replaced. */
  readonly replaceIfSince: number | null
}

export type IdentitySet =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'conflict' | 'sign_in_again' | 'gone' }

/** A signature on the key `target` of `user`, made with `key`. */
export interface NewSignature {
  readonly user: string
  readonly target: string
  readonly key: string
  readonly signature: string
}

export type ClaimedKey = UserDevice & NamedKey & { readonly fallback: boolean }
export type UserKeys = OutputOf<'keys.query'>['users'][number]

export interface KeyWrites {
  'key.publish': Exchange<Publish, Published>
  'key.identity': Exchange<SetIdentity, IdentitySet>
  /**
   * Stores signatures in place of those by the same key on the same target; those on users who are not there are left
   * out. false: one user would have more than `most` of the signer, and nothing was stored.
   */
  'key.sign': Exchange<
    { readonly signer: string; readonly signatures: readonly NewSignature[]; readonly most: number },
    boolean
  >
  /**
   * Takes one key of each device: the oldest one-time key, which is never given out again, also if it is published
   * again; else the fallback. A device that is gone or has no keys is left out, and so is one
   * of somebody with whom `by` shares no room: strangers cannot use up anybody's keys.
   */
  'key.claim': Exchange<{ readonly by: string; readonly devices: readonly UserDevice[] }, readonly ClaimedKey[]>
}

export interface KeyReads {
  'key.stock': Exchange<{ readonly device: string }, { readonly oneTime: number; readonly unusedFallback: boolean }>
  /** What `by` may see of users, in the order asked for, up to about a number of characters; `later`: the rest. */
  'key.query': Exchange<
    { readonly users: readonly string[]; readonly by: string; readonly characters: number },
    { readonly users: readonly UserKeys[]; readonly later: readonly string[] }
  >
  /** Number of the last change of anybody's keys or devices. */
  'key.head': Exchange<Readonly<Record<string, never>>, number>
  /** The last change of everybody who changed after `after`, oldest first. */
  'key.news': Exchange<{ readonly after: number }, readonly { readonly user: string; readonly change: number }[]>
  /** Who of those that `user` shares a private room or direct message with, and of `user`, changed after `since`. */
  'key.changes': Exchange<
    { readonly user: string; readonly since: number },
    { readonly users: readonly string[]; readonly next: number }
  >
  /**
   * The user, and whoever shares a private room or direct message with them: joined, invited, or somebody who has only
   * closed a direct message of two.
   */
  'key.sharers': Exchange<{ readonly user: string }, readonly string[]>
}
