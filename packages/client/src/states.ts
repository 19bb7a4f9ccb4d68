import type { PrivacySettings, Profile } from '@parley/protocol'

/** Why somebody is not signed in although they were. */
export type SignedOutReason =
  /** They signed out here. */
  | 'signed-out'
  /** The session was ended elsewhere, or the account was closed. */
  | 'revoked'
  /** The session had not been used for too long. */
  | 'expired'

export type SessionState =
  /** Just started: it is not known yet whether somebody is signed in. */
  | { readonly kind: 'restoring' }
  | { readonly kind: 'signed-out'; readonly reason: SignedOutReason | null }
  | {
      readonly kind: 'signed-in'
      readonly user: string
      readonly device: string
      readonly me: Profile
      readonly settings: PrivacySettings
    }

export type ConnectionState =
  /** Nobody is signed in, so there is nothing to connect. */
  | { readonly kind: 'offline' }
  /** `attempt` counts from 1. `retryAt`: milliseconds since 1970 of the next try; null while one is under way. */
  | { readonly kind: 'connecting'; readonly attempt: number; readonly retryAt: number | null }
  | { readonly kind: 'catching-up' }
  | { readonly kind: 'live'; readonly via: 'socket' | 'events' }
  /** It does not try again by itself. `reload`: this program is too old or broke the protocol. `replaced`: see 4409. */
  | { readonly kind: 'stopped'; readonly why: 'reload' | 'replaced' | 'closed' }
