import { expect, test } from 'vitest'
import { slope } from './slope.ts'

const at = (...values: readonly number[]) => values.map((value, n) => ({ t: n * 10, value }))

test('row 42: what grows steadily has its slope, what stays or swings evenly has none', () => {
  expect(slope(at(3, 5, 7, 9))).toBeCloseTo(0.2)
  expect(slope(at(4, 4, 4))).toBe(0)
  expect(slope(at(1, 3, 1, 3, 1))).toBeCloseTo(0)
  expect(slope(at(5))).toBe(0)
  expect(slope([])).toBe(0)
})
