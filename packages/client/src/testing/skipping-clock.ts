import { type Clock, systemClock } from '../clock.ts'

interface Timer {
  readonly at: number
  readonly run: () => void
}

/** The system's clock, which can be taken ahead: what falls due on the way runs at once, in order. */
export function skippingClock(): Clock & { skip(ms: number): void } {
  const timers = new Set<Timer>()
  let ahead = 0
  const monotonic = (): number => systemClock.monotonic() + ahead
  return {
    ...systemClock,
    now: () => systemClock.now() + ahead,
    monotonic,
    after(ms, then) {
      const cancel = systemClock.after(ms, () => timer.run())
      const stop = (): void => {
        cancel()
        timers.delete(timer)
      }
      const timer: Timer = {
        at: monotonic() + ms,
        run() {
          stop()
          then()
        },
      }
      timers.add(timer)
      return stop
    },
    skip(ms) {
      ahead += ms
      const due = [...timers].filter(({ at }) => at <= monotonic()).toSorted((a, b) => a.at - b.at)
      for (const timer of due) if (timers.has(timer)) timer.run()
    },
  }
}
