import type { Courier } from './courier.ts'

/**
 * What seals the store of a vault: 32 bytes. Stores of before have a passphrase, which is stretched anew at each opening
 * and takes about half a second of it.
 */
export type StoreSeal = { readonly key: Uint8Array } | { readonly passphrase: string }

export interface VaultConfig {
  readonly user: string
  readonly device: string
  /** Name of the IndexedDB store and what seals it; absent: nothing is kept. */
  readonly store?: { readonly name: string } & StoreSeal
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
