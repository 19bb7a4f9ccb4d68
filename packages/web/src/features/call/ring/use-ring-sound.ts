import { useEffect } from 'react'
import { repeat } from '../sounds/play.ts'

const every = 2600

/** Rings in one tab of this browser only, and shakes a phone. `isSoft`: once, because a call runs already. */
export function useRingSound(isSoft: boolean): void {
  useEffect(() => {
    const end = new AbortController()
    const ring = async (): Promise<void> => {
      const { promise, resolve } = Promise.withResolvers<void>()
      const stop = isSoft ? () => undefined : repeat('incoming', every, true)
      end.signal.addEventListener('abort', () => {
        stop()
        navigator.vibrate?.(0)
        resolve()
      })
      if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([400, 200, 400])
      await promise
    }
    navigator.locks?.request('parley.ring', { signal: end.signal }, ring).catch(() => undefined)
    return () => end.abort()
  }, [isSoft])
}
