/** Time as the core sees it, so that a whole cluster can be run from a seed. */
export interface Clock {
  /** Milliseconds since 1970. For display and token expiry only; it may jump. */
  now(): number
  /** Milliseconds that never go backwards. For every duration. */
  monotonic(): number
  /** Runs `then` once after `ms`; the answer cancels it. Does not keep the process alive. */
  after(ms: number, then: () => void): () => void
  /** Runs `then` every `ms`; the answer ends it. Does not keep the process alive. */
  every(ms: number, then: () => void): () => void
}
