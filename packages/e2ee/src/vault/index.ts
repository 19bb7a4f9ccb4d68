export type { Courier, KeyCommand } from './courier.ts'
export type { Unopened } from './unopened.ts'
export { type KeyStock, type Opening, type Parcel, type SealedEntry, Vault, type VaultConfig } from './vault.ts'
