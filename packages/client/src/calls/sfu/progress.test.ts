import { expect, test } from 'vitest'
import { headway, type Progress } from './progress.ts'

const since: Progress = { at: 1000, bytes: 5000, opened: 40 }

test.each([
  ['a picture more', { at: 1500, bytes: 9000, opened: 41 }, 'opens'],
  ['another track', { at: 3000, bytes: 100, opened: 3 }, 'anew'],
  ['much in a short time', { at: 1999, bytes: 90_000, opened: 40 }, 'waits'],
  ['silence', { at: 60_000, bytes: 5000, opened: 40 }, 'waits'],
  ['much in a long time', { at: 2000, bytes: 5300, opened: 40 }, 'stuck'],
])('row 83: what comes is opened or not: %s', (_, now, then) => {
  expect(headway(since, now, 1000)).toBe(then)
})
