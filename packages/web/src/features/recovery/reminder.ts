const day = 86_400_000

/** How long it stays quiet: until somebody has settled in, then after each time it was put off. */
const quiet = [600_000, day, 7 * day, 30 * day]

/** How often somebody has put off making a recovery key. */
export interface Reminder {
  readonly user: string
  readonly times: number
  /** When it was put off last, or when this device first knew that there is no key. Milliseconds since 1970. */
  readonly since: number
}

/** What was kept for this person; for anybody else it begins now. */
export function readReminder(kept: string | null, user: string, now: number): Reminder {
  const [of, times, since] = (kept ?? '').split(' ')
  const found = { user, times: Number(times), since: Number(since) }
  const isWhole = of === user && Number.isSafeInteger(found.times) && Number.isSafeInteger(found.since)
  return isWhole ? found : { user, times: 0, since: now }
}

export const reminderText = ({ user, times, since }: Reminder): string => `${user} ${times} ${since}`

/** Milliseconds until it is time to ask; null when only settings speak of it any more. */
export function quietFor({ times, since }: Reminder, now: number): number | null {
  const span = quiet[times]
  return span === undefined ? null : Math.max(0, since + span - now)
}
