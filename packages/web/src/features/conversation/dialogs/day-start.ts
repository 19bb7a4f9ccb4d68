/** The first moment of a day given as `2026-11-19`, where the person is; null for what is no day. */
export function dayStart(day: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (parts === null) return null
  const [, year, month, date] = parts.map(Number)
  const start = new Date(year ?? 0, (month ?? 1) - 1, date ?? 1)
  return Number.isNaN(start.getTime()) ? null : Math.max(0, start.getTime())
}
