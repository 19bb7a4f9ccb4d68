import { expect, test } from 'vitest'
import { type Step, stepOf, type Tries, untried } from './more-room.ts'

const narrow = { available: 200, wanted: 2500 }
const at = (tries: Tries, now: number, available = 200): Step => stepOf(tries, { available, wanted: 2500 }, now)

test('row 81: three times as much is tried, by a limit that goes up, and no more than pictures and voices take', () => {
  expect(stepOf(untried, narrow, 0).caps).toEqual([540, 600])
  expect(stepOf(untried, { ...narrow, available: 400 }, 0).caps).toEqual([1080, 1200])
  expect(stepOf(untried, { ...narrow, available: 2000 }, 0).caps).toEqual([2700, 3000])
})

test('row 81: what costs little or found something is followed up with the next measurement, else every four seconds', () => {
  const first = at(untried, 0).tries
  expect(at(first, 1000).caps).toEqual([])
  expect(at(first, 2000).caps).toEqual([540, 600])
  const found = at(first, 2000, 580)
  expect(found.caps).toEqual([1566, 1740])
  const inVain = at(found.tries, 4000, 560).tries
  expect(at(inVain, 6000, 560).caps).toEqual([])
  expect(at(inVain, 8000, 560).caps).toEqual([1512, 1680])
})

test('where there is room for all, nothing is tried, and the limit goes', () => {
  const { tries } = stepOf(untried, narrow, 0)
  expect(stepOf(tries, { available: 2500, wanted: 2500 }, 1000)).toEqual({ tries: untried, caps: [null] })
  expect(stepOf(tries, { available: 200, wanted: 0 }, 1000).caps).toEqual([null])
  expect(stepOf(untried, { available: 200, wanted: 0 }, 0).caps).toEqual([])
  expect(stepOf(untried, { available: null, wanted: 2500 }, 0).caps).toEqual([])
})
