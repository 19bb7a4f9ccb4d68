import { expect, test } from 'vitest'
import { fitsOn, usual } from './fits.ts'

test('a page has 25 tiles, and 49 from 2560 px on', () => {
  expect(fitsOn(1400, 760, false)).toEqual({ page: 25, strip: 5, isNarrow: false })
  expect(fitsOn(2528, 1300, true).page).toBe(49)
})

test('where there is little room, fewer tiles stand on a page, and the strip is below the large one', () => {
  expect(fitsOn(344, 560, false)).toEqual({ page: 10, strip: 6, isNarrow: true })
  expect(fitsOn(344, 420, false)).toEqual({ page: 8, strip: 3, isNarrow: true })
  expect(fitsOn(700, 180, false)).toEqual({ page: 4, strip: 3, isNarrow: false })
})

test('before the ground has a size it is taken for a usual one', () => {
  expect(fitsOn(0, 0, false)).toBe(usual)
})
