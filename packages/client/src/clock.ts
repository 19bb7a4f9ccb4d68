/** Time and chance as the engine sees them, so that tests can bring their own. */
export interface Clock {
  /** Milliseconds since 1970; may jump. For display and for the age of cursors only. */
  now(): number
  /** Milliseconds that never go backwards. */
  monotonic(): number
  /** Runs `then` once after `ms`; the answer cancels it. */
  after(ms: number, then: () => void): () => void
  /** From 0 to below 1: for jitter. */
  chance(): number
  /** Random bytes fit for ids. */
  bytes(count: number): Uint8Array
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms)
    return () => clearTimeout(timer)
  },
  chance: () => Math.random(),
  bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
}

/** Resolves after `ms`. */
export const pause = (clock: Clock, ms: number): Promise<void> => new Promise((resolve) => clock.after(ms, resolve))
