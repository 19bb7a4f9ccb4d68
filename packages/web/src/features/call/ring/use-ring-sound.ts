import { useEffect } from 'react'
import { whenAudible } from '../sounds/audio.ts'
import { play, repeat } from '../sounds/play.ts'

const every = 2600
/** The share of its volume at which a ring does not drown who talks. */
const softly = 0.4

/**
 * Rings in one tab of this browser only, and shakes a phone. `isSoft`: once and quietly, because a call runs already.
 * A tab that the browser keeps silent leaves the ringing to another one.
 */
export function useRingSound(isSoft: boolean): void {
  useEffect(() => {
    const end = new AbortController()
    const ring = async (): Promise<void> => {
      const { promise, resolve } = Promise.withResolvers<void>()
      if (isSoft) play('incoming', softly)
      const stop = isSoft ? null : repeat('incoming', every, true)
      end.signal.addEventListener('abort', () => {
        stop?.()
        navigator.vibrate?.(0)
        resolve()
      })
      if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([400, 200, 400])
      await promise
    }
    const ask = (): void => {
      navigator.locks?.request('parley.ring', { signal: end.signal }, ring).catch(() => undefined)
    }
    whenAudible(ask, end.signal)
    return () => end.abort()
  }, [isSoft])
}
