import { expect, test } from 'vitest'
import { FreshStarts } from './fresh-starts.ts'

test('whoever begins anew is followed, and whoever does it all the time now and then', () => {
  const starts = new FreshStarts()
  const taken = Array.from({ length: 400 }, (_, n) => starts.take(n * 100))
  expect(taken.slice(0, 6)).toEqual([true, true, true, true, true, false])
  expect(taken.filter(Boolean)).toHaveLength(20)
  expect(starts.take(60_000)).toBe(true)
})
