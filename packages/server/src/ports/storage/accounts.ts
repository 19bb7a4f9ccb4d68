import type { PrivacySettings, Profile } from '@parley/protocol'
import type { Exchange } from './exchange.ts'
import type { Arrived } from './invites.ts'
import type { NewSession } from './sessions.ts'

export interface NewPasskey {
  /** Credential id, base64url. */
  readonly id: string
  /** COSE key (RFC 9052 §7). */
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: readonly string[]
}

/** Why somebody may have an account. `import`: the owner brings it over. */
export type Admittance =
  | { readonly kind: 'owner' | 'open' | 'import' }
  /** SHA-256 of the secret in the link, and what the link has to be for. */
  | { readonly kind: 'invite'; readonly token: Uint8Array; readonly for: 'account' | 'guest' }

export interface NewAccount {
  readonly user: string
  readonly kind: Profile['kind']
  /** Folded, with its skeleton; null for guests. */
  readonly handle: { readonly text: string; readonly skeleton: string } | null
  readonly name: string
  /** The name as searches compare it. */
  readonly nameKey: string
  /** PHC string of Argon2id, or an imported bcrypt hash. */
  readonly password: string | null
  readonly passkey: NewPasskey | null
  readonly session: NewSession | null
  readonly admittance: Admittance
  /** Id for the entry that tells the room of an invite who came. */
  readonly entryId: string
  readonly at: number
}

export type NotAdmitted =
  | 'owner_link_spent'
  | 'invite_needed'
  | 'invite_used_up'
  | 'handle_taken'
  | 'handle_look_alike'
  | 'passkey_refused'

export type AccountCreated =
  | { readonly ok: true; readonly arrived: Arrived | null }
  | { readonly ok: false; readonly why: NotAdmitted }

export interface AccountWrites {
  /**
   * Checks the admittance and the handle, uses up one use of the invite, stores the account with its first session and
   * lets it into the room of the invite, or before it where that is sealed: all of it in one transaction, or nothing.
   */
  'account.create': Exchange<NewAccount, AccountCreated>
  /**
   * Replaces the password if it still is `expect`, and revokes every session but one. Answers the devices that were
   * signed out, or null if the password had changed meanwhile.
   */
  'account.password': Exchange<
    {
      readonly user: string
      readonly expect: string | null
      readonly next: string
      readonly keep: string
      readonly at: number
    },
    readonly string[] | null
  >
  /** Replaces a password by a better hash of the same, if it still is `expect`. */
  'account.rehash': Exchange<{ readonly user: string; readonly expect: string; readonly next: string }, null>
  'account.rename': Exchange<{ readonly user: string; readonly name: string; readonly nameKey: string }, null>
  'account.settings': Exchange<{ readonly user: string; readonly settings: PrivacySettings }, null>
  /** False if the credential is known already. */
  'passkey.add': Exchange<{ readonly user: string; readonly passkey: NewPasskey; readonly at: number }, boolean>
  /** Stores the counter of a use; false if it is not above the stored one, which tells a copy (both 0: none is kept). */
  'passkey.use': Exchange<{ readonly id: string; readonly counter: number; readonly at: number }, boolean>
  /** With the secret that it opens. `last`: without it the user could not sign in any more. */
  'passkey.remove': Exchange<{ readonly user: string; readonly id: string }, 'removed' | 'unknown' | 'last'>
}

export interface Self {
  readonly profile: Profile
  readonly settings: PrivacySettings
  readonly passkeys: number
  readonly password: string | null
}

export interface KeptPasskey extends Pick<NewPasskey, 'id' | 'transports'> {
  /** Milliseconds since 1970. */
  readonly createdAt: number
  readonly usedAt: number
  /** Whether there is a secret that it opens. */
  readonly opens: boolean
}

export interface AccountReads {
  'account.owned': Exchange<Record<string, never>, boolean>
  /** Who has a handle, or one that looks like it. */
  'account.handle': Exchange<{ readonly text: string; readonly skeleton: string }, 'free' | 'taken' | 'look-alike'>
  'account.credentials': Exchange<
    { readonly handle: string },
    { readonly user: string; readonly is: Profile['kind']; readonly password: string | null } | null
  >
  /** The imported password whose check costs most; null: there is none (any more). */
  'account.costliest-bcrypt': Exchange<Record<string, never>, string | null>
  'account.self': Exchange<{ readonly user: string }, Self | null>
  /** In no order; unknown ids are left out. */
  'account.profiles': Exchange<{ readonly users: readonly string[] }, readonly Profile[]>
  /** Accounts whose handle or name key begins with a text, by name, guests left out. */
  'account.search': Exchange<{ readonly text: string; readonly limit: number }, readonly Profile[]>
  'passkey.find': Exchange<
    { readonly id: string },
    (NewPasskey & { readonly user: string; readonly is: Profile['kind'] }) | null
  >
  /** The newest first. */
  'passkey.list': Exchange<{ readonly user: string }, readonly KeptPasskey[]>
}
