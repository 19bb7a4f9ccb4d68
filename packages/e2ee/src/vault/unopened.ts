import { DecryptionErrorCode, MegolmDecryptionError } from '@matrix-org/matrix-sdk-crypto-wasm'
import { isStoreFault, VaultClosed } from './store-fault.ts'

/** Why an entry cannot be read. The first two mend themselves when a key comes; the others are what they are. */
export type Unopened =
  /** The key has not come. */
  | 'no-key'
  /** The key that came begins later than this entry. */
  | 'key-too-late'
  /** The sender keeps the key from this device, and says so. */
  | 'withheld'
  /** It was sealed by a device that its person has not signed, or that nobody knows. */
  | 'unsigned-sender'
  /** It was not sealed by the person it is shown to come from, or their identity has changed. */
  | 'not-the-sender'
  /** The same words were here before, under another entry. */
  | 'repeated'
  /** It is not sealed, or damaged. */
  | 'damaged'

const reasons: Readonly<Partial<Record<DecryptionErrorCode, Unopened>>> = {
  [DecryptionErrorCode.MissingRoomKey]: 'no-key',
  [DecryptionErrorCode.UnknownMessageIndex]: 'key-too-late',
  [DecryptionErrorCode.UnknownSenderDevice]: 'unsigned-sender',
  [DecryptionErrorCode.UnsignedSenderDevice]: 'unsigned-sender',
  [DecryptionErrorCode.MismatchedIdentityKeys]: 'not-the-sender',
  [DecryptionErrorCode.MismatchedSender]: 'not-the-sender',
  [DecryptionErrorCode.SenderIdentityVerificationViolation]: 'not-the-sender',
}

/** The reason behind what the library threw. A key that cannot be reached now says nothing about the entry. */
export function unopenedBy(error: unknown): Unopened {
  if (error instanceof VaultClosed || isStoreFault(error)) return 'no-key'
  if (!(error instanceof MegolmDecryptionError)) return 'damaged'
  if (error.maybe_withheld !== undefined) return 'withheld'
  return reasons[error.code] ?? 'damaged'
}
