import { expect, test } from 'vitest'
import { dayStart } from './day-start.ts'

test('a day begins at midnight where the person is', () => {
  expect(dayStart('2026-11-19')).toBe(new Date(2026, 10, 19).getTime())
  expect(dayStart('')).toBeNull()
  expect(dayStart('19.11.2026')).toBeNull()
})
