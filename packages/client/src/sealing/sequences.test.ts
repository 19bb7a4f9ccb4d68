import { expect, test } from 'vitest'
import { Sequences } from './sequences.ts'

test('what comes in its order fits, however it is read: forwards, backwards, twice', () => {
  const sequences = new Sequences()
  for (const [seq, order] of [
    [5, 2],
    [9, 3],
    [1, 0],
    [3, 1],
    [9, 3],
  ] as const)
    expect(sequences.fits('s', seq, order)).toBe(true)
  expect(sequences.fits('other', 1, 9)).toBe(true)
})

test('of two that changed places one does not fit', () => {
  const sequences = new Sequences()
  expect(sequences.fits('s', 1, 0)).toBe(true)
  expect(sequences.fits('s', 3, 1)).toBe(true)
  expect(sequences.fits('s', 2, 2)).toBe(false)
  expect(sequences.fits('s', 4, 2)).toBe(true)
})

test('equal numbers say nothing of an order', () => {
  const sequences = new Sequences()
  expect(sequences.fits('heads', 1, 4)).toBe(true)
  expect(sequences.fits('heads', 2, 4)).toBe(true)
  expect(sequences.fits('heads', 3, 3)).toBe(false)
})
