import { useEffect, useState } from 'react'
import { quietFor, type Reminder, readReminder, reminderText } from './reminder.ts'

const key = 'parley.recovery-reminder'
/** A timer takes no longer waits than some weeks; it looks again once a day. */
const longest = 86_400_000

function keep(reminder: Reminder): Reminder {
  localStorage.setItem(key, reminderText(reminder))
  return reminder
}

interface Asking {
  readonly isDue: boolean
  /** How often it was put off. */
  readonly times: number
  readonly later: () => void
}

/** Whether it is time to speak of a recovery key, on this device. */
export function useReminder(user: string): Asking {
  const [reminder, setReminder] = useState(() => keep(readReminder(localStorage.getItem(key), user, Date.now())))
  const [now, setNow] = useState(Date.now)
  const wait = quietFor(reminder, now)
  useEffect(() => {
    if (wait === null || wait === 0) return
    const timer = setTimeout(() => setNow(Date.now()), Math.min(wait, longest))
    return () => clearTimeout(timer)
  }, [wait])
  const later = () => {
    setNow(Date.now())
    setReminder(keep({ user, times: reminder.times + 1, since: Date.now() }))
  }
  return { isDue: wait === 0, times: reminder.times, later }
}
