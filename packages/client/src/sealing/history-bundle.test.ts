import { expect, test } from 'vitest'
import { HistoryPiece, Pieces } from './history-bundle.ts'

const [one, two] = ['A'.repeat(22), 'B'.repeat(22)]
const piece = (id: string, n: number, of: number, data = `${n}`): HistoryPiece => ({ room: one, id, n, of, data })

test('pieces come out whole, in their order, whichever way and how often they come', () => {
  const pieces = new Pieces()
  expect(pieces.add(piece(one, 2, 3))).toBeNull()
  expect(pieces.add(piece(one, 0, 3))).toBeNull()
  expect(pieces.add(piece(one, 0, 3))).toBeNull()
  expect(pieces.add(piece(one, 1, 3))).toEqual({ id: one, data: ['0', '1', '2'] })
})

test('the pieces of two bundles are never put together, nor those that say different sizes', () => {
  const pieces = new Pieces()
  expect(pieces.add(piece(one, 0, 2))).toBeNull()
  expect(pieces.add(piece(two, 1, 2))).toBeNull()
  expect(pieces.add(piece(two, 0, 3))).toBeNull()
  expect(pieces.add(piece(two, 7, 3))).toBeNull()
  expect(pieces.add(piece(two, 1, 3))).toBeNull()
  expect(pieces.add(piece(two, 2, 3))).toEqual({ id: two, data: ['0', '1', '2'] })
})

test('what is too large, too many or no piece is not taken', () => {
  const fits = (change: object): boolean => HistoryPiece.safeParse({ ...piece(one, 0, 1), ...change }).success
  expect(fits({})).toBe(true)
  for (const change of [
    { of: 513 },
    { n: 512, of: 512 },
    { n: -1 },
    { data: 'x'.repeat(54_001) },
    { id: '' },
    { n: 0.5 },
  ])
    expect([change, fits(change)]).toEqual([change, false])
})
