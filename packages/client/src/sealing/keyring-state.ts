/** Whether this device can seal and open. */
export type KeyringState =
  /** Nobody is signed in, or their keys are about to be opened. */
  | { readonly kind: 'closed' }
  /**
   * `recovery`: whether there is a recovery key for this account. `backup`: whether what opens rooms is kept for the
   * person's next device; not where the server shows a backup that this device has no key for.
   */
  | { readonly kind: 'ready'; readonly recovery: boolean; readonly backup: boolean }
  /** The person has an identity that has not signed this device: it gets no keys until another device confirms it. */
  | { readonly kind: 'unconfirmed'; readonly recovery: boolean }
  /** An identity is made only soon after signing in. */
  | { readonly kind: 'needs-sign-in' }
  /** What is new about the keys did not fit on this device: they go on by themselves once there is room. */
  | { readonly kind: 'full' }
  /** The keys cannot be opened here. */
  | { readonly kind: 'failed'; readonly reason: string }
