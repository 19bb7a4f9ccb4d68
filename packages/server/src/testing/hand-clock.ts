import type { Clock } from '../ports/clock.ts'

interface Timer {
  at: number
  readonly every: number | null
  readonly then: () => void
}

/** A clock that stands still until it is moved. */
export interface HandClock extends Clock {
  /** Moves on by milliseconds and runs what falls due, in order. */
  pass(ms: number): void
}

/** @param begin milliseconds since 1970 */
export function handClock(begin = 1_700_000_000_000): HandClock {
  const timers = new Set<Timer>()
  let elapsed = 0

  function set(ms: number, every: number | null, then: () => void): () => void {
    const timer: Timer = { at: elapsed + ms, every, then }
    timers.add(timer)
    return () => timers.delete(timer)
  }

  function nextDue(until: number): Timer | undefined {
    return [...timers].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0]
  }

  return {
    now: () => begin + elapsed,
    monotonic: () => elapsed,
    after: (ms, then) => set(ms, null, then),
    every: (ms, then) => set(ms, ms, then),
    pass(ms) {
      const until = elapsed + ms
      for (let timer = nextDue(until); timer; timer = nextDue(until)) {
        elapsed = timer.at
        if (timer.every === null) timers.delete(timer)
        else timer.at += timer.every
        timer.then()
      }
      elapsed = until
    },
  }
}
