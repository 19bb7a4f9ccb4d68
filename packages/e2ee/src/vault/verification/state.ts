/** One of the seven pictures that both sides compare. */
export interface Picture {
  readonly symbol: string
  /** What it shows, in English. */
  readonly name: string
}

/** Why nothing came of a verification. */
export type CancelReason =
  /** One side did not want to, or no longer. */
  | 'refused'
  | 'timed-out'
  /** The pictures were not the same: somebody stands in between, or looked at another device. */
  | 'mismatch'
  /** The keys are not those that were shown before. */
  | 'keys-differ'
  /** Another device of the same person has answered. */
  | 'elsewhere'
  | 'failed'

export type VerificationState =
  /** Somebody has asked, nobody has answered. */
  | { readonly kind: 'asked' }
  /** Both sides are there. `code`: what this side shows as a QR code, as bytes; null: it cannot. */
  | { readonly kind: 'ready'; readonly code: Uint8Array | null }
  | { readonly kind: 'comparing'; readonly pictures: readonly Picture[]; readonly numbers: readonly number[] }
  /** The other side says that it has scanned the code shown here; somebody has to say so here, too. */
  | { readonly kind: 'scanned' }
  /** Nothing to do here until the other side has done its part. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'done' }
  | { readonly kind: 'cancelled'; readonly why: CancelReason; readonly byMe: boolean }

/** Two devices that look whether each has the other's true keys, as plain values. */
export interface Verification {
  readonly id: string
  /** The person on the other side: oneself, where it is about a device of one's own. */
  readonly user: string
  /** The device on the other side, as soon as one has asked or answered. */
  readonly device: string | null
  readonly isOwn: boolean
  /** It was asked for on this device. */
  readonly isMine: boolean
  /** Milliseconds since 1970 after which nobody waits any longer. */
  readonly until: number
  readonly state: VerificationState
}
