import { dayKey, formatMoment, formatTime } from '../../texts/format.ts'

/** For how long a status is shown. */
export type Span = 'changed' | 'half-hour' | 'hour' | 'today'

const minute = 60_000

/** Milliseconds since 1970 at which a span that begins now ends; null: it does not end by itself. */
export function endOf(span: Span, now: number): number | null {
  if (span === 'changed') return null
  return span === 'today' ? new Date(now).setHours(23, 59, 59, 999) : now + (span === 'hour' ? 60 : 30) * minute
}

/** The end of a status in words: the time, with the day where it is not today. */
export const untilWords = (until: number, now: number): string =>
  dayKey(until) === dayKey(now) ? formatTime(until) : formatMoment(until)
