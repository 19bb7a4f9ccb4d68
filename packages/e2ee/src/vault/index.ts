export type { Courier, KeyCommand } from './courier.ts'
export type { Opening, SealedEntry } from './sealed-entry.ts'
export type { Unopened } from './unopened.ts'
export {
  type KeyStock,
  type Parcel,
  type Standing,
  Vault,
  type VaultConfig,
} from './vault.ts'
export type { CancelReason, Picture, Verification, VerificationState } from './verification/state.ts'
export type { PersonTrust, Trust } from './verification/trust.ts'
export type { SealedForDevice, Whisper } from './whispers.ts'
