import type { Courier } from './courier.ts'

export interface VaultConfig {
  readonly user: string
  readonly device: string
  /** Name of the IndexedDB store and what seals it; absent: nothing is kept. */
  readonly store?: { readonly name: string; readonly passphrase: string }
  readonly courier: Courier
}

/** How many one-time keys the server still has for this device, and whether its fallback key is unused. */
export interface KeyStock {
  readonly oneTime: number
  readonly unusedFallback: boolean
}

/** One entry of the device's inbox that was sealed. */
export interface Parcel {
  readonly from: string
  readonly body: string
}

/** `unfinished`: this device made the identity, and something ended it before the identity had signed the device. */
export type Standing = 'no-identity' | 'unfinished' | 'unsigned' | 'signed'
