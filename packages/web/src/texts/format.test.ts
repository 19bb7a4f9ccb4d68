import { afterEach, describe, expect, test } from 'vitest'
import * as format from './format.ts'

const now = Date.UTC(2026, 10, 19, 14, 2)
const hour = 3_600_000

function inZone(timeZone: string, hour12 = false): void {
  format.setClock({ timeZone, hour12 })
}

afterEach(() => format.setClock({}))

describe('row 32: times and days', () => {
  test('days regroup when the time zone changes', () => {
    const late = Date.UTC(2026, 10, 18, 23, 30)
    inZone('UTC')
    expect(format.dayKey(late)).toBe('2026-11-18')
    expect(format.formatDay(late, now)).toMatch(/^Yesterday, Wednesday/)
    inZone('Europe/Stockholm')
    expect(format.dayKey(late)).toBe('2026-11-19')
    expect(format.formatDay(late, now)).toMatch(/^Today, Thursday/)
  })

  test('the year shows only when it is another one', () => {
    inZone('UTC')
    expect(format.formatDay(Date.UTC(2026, 2, 3), now)).not.toContain('2026')
    expect(format.formatDay(Date.UTC(2025, 2, 3), now)).toContain('2025')
  })

  test('a day within a sentence has no weekday', () => {
    inZone('UTC')
    expect(format.formatDate(Date.UTC(2026, 2, 3), now)).toMatch(/^(March 3|3 March)$/)
    expect(format.formatDate(Date.UTC(2025, 2, 3), now)).toContain('2025')
  })

  test('the clock has 12 or 24 hours as chosen', () => {
    inZone('UTC')
    expect(format.formatTime(now)).toBe('14:02')
    inZone('UTC', true)
    expect(format.formatTime(now)).toMatch(/^2:02\sPM$/)
  })

  test('a list says the time today, a weekday this week, else the date', () => {
    inZone('UTC')
    expect(format.formatShortDay(now - hour, now)).toBe('13:02')
    expect(format.formatShortDay(now - 48 * hour, now)).toBe('Tue')
    expect(format.formatShortDay(now - 240 * hour, now)).toMatch(/9/)
  })

  test('how long ago is said in the largest whole unit', () => {
    expect(format.formatRelative(now - 12 * 60_000, now)).toBe('12 minutes ago')
    expect(format.formatRelative(now - 25 * hour, now)).toBe('yesterday')
    expect(format.formatRelative(now, now)).toBe('now')
  })
})

test('lists, numbers, sizes and lengths', () => {
  expect(format.formatList(['Mara', 'Tomás', 'Priya'])).toMatch(/^Mara, Tomás,? and Priya$/)
  expect(format.formatNumber(4210)).toBe('4,210')
  expect(format.formatBytes(0)).toBe('0 byte')
  expect(format.formatBytes(2_100_000)).toBe('2.1 MB')
  expect(format.formatBytes(380_400)).toBe('380 kB')
  expect(format.formatClock(494)).toBe('08:14')
  expect(format.formatClock(4094)).toBe('1:08:14')
})
