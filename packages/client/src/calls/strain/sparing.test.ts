import { expect, test } from 'vitest'
import { atEase, nextCare } from './sparing.ts'
import type { Strain } from './strain.ts'

/** Seconds of which strain, one after the other; answers what is spared at the end of each. */
function lived(...parts: readonly (readonly [seconds: number, strain: Strain])[]) {
  let [care, now] = [atEase, 0]
  return parts.map(([seconds, strain]) => {
    for (const end = now + 1000 * seconds; now < end; ) {
      now += 2000
      care = nextCare(care, strain, now)
    }
    return care.sparing
  })
}

test('row U23: a busy computer is spared the large own picture, and a very busy one most others too', () => {
  expect(lived([6, 'much'], [2, 'much'])).toEqual(['nothing', 'own-picture'])
  expect(lived([8, 'much'], [8, 'much'], [60, 'much'])).toEqual(['own-picture', 'most-pictures', 'most-pictures'])
  expect(lived([60, 'some'])).toEqual(['own-picture'])
})

test('row U23: a moment is nothing', () => {
  expect(lived([4, 'much'], [2, 'none'], [4, 'much'], [2, 'none'])).toEqual([
    'nothing',
    'nothing',
    'nothing',
    'nothing',
  ])
})

test('row U23: after some calm more is tried, step by step', () => {
  const seen = lived([20, 'much'], [14, 'none'], [4, 'none'], [18, 'none'])
  expect(seen).toEqual(['most-pictures', 'most-pictures', 'own-picture', 'nothing'])
  expect(lived([20, 'much'], [60, 'some'])).toEqual(['most-pictures', 'most-pictures'])
})

test('row U23: whoever is busy again at once waits longer the next time', () => {
  const again = lived([8, 'some'], [18, 'none'], [8, 'some'], [18, 'none'], [14, 'none'])
  expect(again).toEqual(['own-picture', 'nothing', 'own-picture', 'own-picture', 'nothing'])
})
