import { MegolmDecryptionError } from '@matrix-org/matrix-sdk-crypto-wasm'

/** How the library begins when its store has failed; why it has, it does not always say. */
const said = /read or write to the crypto store|\bDomException\b|Expected the Transaction/

/** Something was asked of keys that are closed. */
export class VaultClosed extends Error {}

/** Whether the store of the keys could not keep or read something. */
export const isStoreFault = (error: unknown): boolean =>
  said.test(error instanceof MegolmDecryptionError ? error.description : String(error))
