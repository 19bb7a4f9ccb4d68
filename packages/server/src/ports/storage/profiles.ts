import type { Exchange } from './exchange.ts'

export interface StoredProfile {
  readonly user: string
  readonly version: number
  /** null: it was removed. */
  readonly body: string | null
  /** Sealed for the user's own devices, and shown to nobody else. */
  readonly key: string | null
}

export interface ProfileWrites {
  /** Stores a version in place of the one before. false: there is this version already, or a later one. */
  'profile.put': Exchange<StoredProfile, boolean>
}

export interface ProfileReads {
  /**
   * Profiles of people who share a private room or direct message with `by`, and of `by`, where they are another version
   * than the one named. Sharing: both have joined, or have only closed a direct message of two.
   */
  'profile.get': Exchange<
    { readonly by: string; readonly people: readonly { readonly user: string; readonly version: number }[] },
    readonly StoredProfile[]
  >
  /** The user, and everybody who may get their profile. */
  'profile.sharers': Exchange<{ readonly user: string }, readonly string[]>
}
