import { forgetFormatters } from './format.ts'

const zoneNow = () => new Intl.DateTimeFormat().resolvedOptions().timeZone
let zone = zoneNow()

/** The time zone of this computer; times and days follow when it has become another one. */
export function followZone(): string {
  const now = zoneNow()
  if (now !== zone) {
    zone = now
    forgetFormatters()
  }
  return now
}
