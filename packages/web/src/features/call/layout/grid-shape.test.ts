import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gridShape } from './grid-shape.ts'

test('tiles stand side by side on a wide ground, and below each other on a narrow one', () => {
  expect(gridShape(2, 1400, 700)).toEqual({ columns: 2, rows: 1 })
  expect(gridShape(2, 390, 700)).toEqual({ columns: 1, rows: 2 })
  expect(gridShape(4, 1400, 800)).toEqual({ columns: 2, rows: 2 })
  expect(gridShape(9, 1400, 800)).toEqual({ columns: 3, rows: 3 })
})

test('there is a place for each tile, also before the ground has a size', () => {
  const side = fc.integer({ min: 0, max: 4000 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 49 }), side, side, (tiles, width, height) => {
      const { columns, rows } = gridShape(tiles, width, height)
      expect(columns * rows).toBeGreaterThanOrEqual(tiles)
      expect(columns * (rows - 1)).toBeLessThan(Math.max(tiles, 1))
    }),
  )
})
