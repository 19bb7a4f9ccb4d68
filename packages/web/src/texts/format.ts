import { language } from './language.ts'
import { t } from './text.ts'

type Style = Intl.DateTimeFormatOptions

const day = 86_400_000
const made = new Map<string, unknown>()
let clock: Pick<Style, 'hour12' | 'timeZone'> = {}

/** Sets 12 or 24 hours and the time zone; what is left out follows the browser. */
export function setClock(next: { hour12?: boolean; timeZone?: string }): void {
  clock = next
  made.clear()
}

/** Makes every formatter anew: the computer may be in another time zone now. */
export function forgetFormatters(): void {
  made.clear()
}

/** The browser's own variant of the language shown (en-GB for en), because dates differ between them. */
function locale(): string {
  const base = language().split('-')[0] ?? 'en'
  return globalThis.navigator?.languages?.find((name) => name.split('-')[0] === base) ?? base
}

function once<Formatter>(name: string, make: (locale: string) => Formatter): Formatter {
  const tag = locale()
  const known = made.get(`${tag} ${name}`)
  if (known !== undefined) return known as Formatter
  const formatter = make(tag)
  made.set(`${tag} ${name}`, formatter)
  return formatter
}

function date(name: string, style: Style, when: Date | number): string {
  return once(name, (tag) => new Intl.DateTimeFormat(tag, { ...style, ...clock })).format(when)
}

/** The hour and minute: `14:02`. */
export function formatTime(when: Date | number): string {
  return date('time', { hour: 'numeric', minute: '2-digit' }, when)
}

/** Day and time in full, for tooltips and labels. */
export function formatMoment(when: Date | number): string {
  return date('moment', { dateStyle: 'full', timeStyle: 'short' }, when)
}

/** A key that is the same for two moments of one day in the person's time zone. */
export function dayKey(when: Date | number): string {
  const style: Style = { year: 'numeric', month: '2-digit', day: '2-digit', ...clock }
  return once('key', () => new Intl.DateTimeFormat('en-CA', style)).format(when)
}

/** The line between two days: `Today, Thursday 19 November`; the year only when it is another one. */
export function formatDay(when: Date | number, now: Date | number = Date.now()): string {
  const key = dayKey(when)
  const sameYear = key.slice(0, 4) === dayKey(now).slice(0, 4)
  const style: Style = { weekday: 'long', day: 'numeric', month: 'long' }
  const name = sameYear ? date('day', style, when) : date('year', { ...style, year: 'numeric' }, when)
  if (key === dayKey(now)) return t('time.today', { day: name })
  return key === dayKey(Number(now) - day) ? t('time.yesterday', { day: name }) : name
}

/** A day within a sentence: `19 November`; the year only when it is another one. */
export function formatDate(when: Date | number, now: Date | number = Date.now()): string {
  const style: Style = { day: 'numeric', month: 'long' }
  const sameYear = dayKey(when).slice(0, 4) === dayKey(now).slice(0, 4)
  return sameYear ? date('date', style, when) : date('dateYear', { ...style, year: 'numeric' }, when)
}

/** The short mark in a list: a time today, a weekday in the last six days, else the date. */
export function formatShortDay(when: Date | number, now: Date | number = Date.now()): string {
  if (dayKey(when) === dayKey(now)) return formatTime(when)
  if (Number(now) - Number(when) < 6 * day) return date('weekday', { weekday: 'short' }, when)
  return date('short', { day: 'numeric', month: 'short' }, when)
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', day],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** How long ago or how soon: `12 minutes ago`. */
export function formatRelative(when: Date | number, now: Date | number = Date.now()): string {
  const distance = Number(when) - Number(now)
  const words = once('relative', (tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }))
  for (const [unit, size] of steps) {
    if (Math.abs(distance) >= size) return words.format(Math.trunc(distance / size), unit)
  }
  return words.format(0, 'second')
}

/** Names in one phrase: `Mara, Tomás and Priya`. */
export function formatList(items: readonly string[]): string {
  return once('list', (tag) => new Intl.ListFormat(tag, { type: 'conjunction' })).format(items)
}

/** A number with its separators. */
export function formatNumber(value: number): string {
  return once('number', (tag) => new Intl.NumberFormat(tag)).format(value)
}

const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte']

/** A size in decimal units: `2.1 MB`. */
export function formatBytes(bytes: number): string {
  const at = Math.min(sizes.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const style = { style: 'unit', unit: sizes[at], unitDisplay: 'short', maximumFractionDigits: at < 2 ? 0 : 1 } as const
  return once(`bytes ${at}`, (tag) => new Intl.NumberFormat(tag, style)).format(bytes / 1000 ** at)
}

/** The length of a call: `08:14`, from an hour on `1:08:14`. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return hours === 0 ? `${two(minutes)}:${two(rest)}` : `${hours}:${two(minutes)}:${two(rest)}`
}
