import type { Clock } from '../../ports/clock.ts'

/** The machine's clocks. */
export const systemClock: Clock = {
  now: Date.now,
  monotonic: () => performance.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms).unref()
    return () => clearTimeout(timer)
  },
  every(ms, then) {
    const timer = setInterval(then, ms).unref()
    return () => clearInterval(timer)
  },
}
