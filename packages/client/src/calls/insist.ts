import { ParleyError } from '@parley/protocol'
import { type Clock, pause, systemClock } from '../clock.ts'

/** Milliseconds between two tries, and in which they begin: a seat that nobody renews ends by then too. */
const tryEvery = 1000
const within = 15_000

/**
 * Asks the server again for as long as a refusal may pass by itself, 15 s at most.
 *
 * @param isWanted asked before each further try
 * @throws the last refusal
 */
export async function insist<T>(
  ask: () => Promise<T>,
  clock: Clock = systemClock,
  isWanted: () => boolean = () => true,
): Promise<T> {
  const until = clock.monotonic() + within
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      const passes = error instanceof ParleyError && error.retryable
      if (!passes || clock.monotonic() + tryEvery > until) throw error
      await pause(clock, tryEvery)
      if (!isWanted()) throw error
    }
  }
}
