import { expect, test } from 'vitest'
import { heardMuted, quiet } from './talking.ts'

function hints(levels: readonly number[]): number[] {
  let talking = quiet
  return levels.flatMap((level, at) => {
    talking = heardMuted(talking, level, at * 66)
    return talking.isDue ? [at] : []
  })
}

test('row 73: half a second of voice gives one hint, and the next only after 30 s', () => {
  expect(hints(Array.from({ length: 400 }, () => 0.8))).toEqual([7])
  expect(hints(Array.from({ length: 470 }, () => 0.8))).toHaveLength(2)
})

test('noise, and a cough, give none', () => {
  expect(hints(Array.from({ length: 400 }, () => 0.2))).toEqual([])
  expect(hints(Array.from({ length: 400 }, (_, at) => (at % 9 < 5 ? 0.9 : 0)))).toEqual([])
})
