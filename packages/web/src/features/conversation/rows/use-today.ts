import { createContext, useContext, useEffect, useState } from 'react'
import { dayKey } from '../../../texts/format.ts'
import { followZone } from '../../../texts/zone.ts'

const minute = 60_000

/** The day and the zone as the list around knows them. */
export const TodayContext = createContext('')

/** For parts that say times: they are drawn again when the day or the zone is another one. */
export const useTimes = (): string => useContext(TodayContext)

/** Changes with the day and with the time zone, so that days can be named and grouped again. */
export function useToday(): string {
  const look = () => `${followZone()} ${dayKey(Date.now())}`
  const [today, setToday] = useState(look)
  useEffect(() => {
    const check = () => setToday(look())
    const timer = setInterval(check, minute)
    window.addEventListener('focus', check)
    document.addEventListener('visibilitychange', check)
    return () => {
      clearInterval(timer)
      window.removeEventListener('focus', check)
      document.removeEventListener('visibilitychange', check)
    }
  })
  return today
}
