/** Unpredictable bytes; a simulation gives predictable ones. */
export interface Randomness {
  bytes(count: number): Uint8Array
  /** Uniform in [0, 1), for jitter. */
  fraction(): number
}
