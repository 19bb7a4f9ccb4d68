import { useEffect } from 'react'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { isIdle, useIsAway } from './use-own-presence.ts'

const key = 'parley.active'
const idleAfter = 5 * 60_000
const noteEvery = 10_000
const lookEvery = 15_000
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'focus'] as const

/** Follows whether somebody is at this computer: any window of the app counts for all of them. */
function useIdleWatch(): void {
  useEffect(() => {
    let noted = 0
    const look = () => isIdle.set(Date.now() - Number(localStorage.getItem(key) ?? 0) > idleAfter)
    const note = () => {
      const now = Date.now()
      if (now - noted < noteEvery && !isIdle.get()) return
      noted = now
      localStorage.setItem(key, String(now))
      isIdle.set(false)
    }
    note()
    const timer = setInterval(look, lookEvery)
    window.addEventListener('storage', look)
    for (const sign of signs) window.addEventListener(sign, note, { passive: true, capture: true })
    return () => {
      clearInterval(timer)
      window.removeEventListener('storage', look)
      for (const sign of signs) window.removeEventListener(sign, note, { capture: true })
    }
  }, [])
}

/** Tells the server whether one is here or away, again after each new connection. */
export function usePresenceReport(): void {
  const client = useClient()
  const live = useReadable(client.connection).kind === 'live'
  const away = useIsAway()
  useIdleWatch()
  useEffect(() => {
    if (live) client.call('presence.set', { state: away ? 'away' : 'online' }).catch(() => undefined)
  }, [client, live, away])
}
