import { expect, test } from 'vitest'
import { cornerAfter, nearestCorner } from './corner.ts'

test('a picture goes to the nearest corner, whichever way text runs', () => {
  expect(nearestCorner(0.9, 0.8, false)).toBe('block-end-inline-end')
  expect(nearestCorner(0.1, 0.2, false)).toBe('block-start-inline-start')
  expect(nearestCorner(0.1, 0.2, true)).toBe('block-start-inline-end')
})

test('arrow keys move it, other keys do not', () => {
  expect(cornerAfter('block-end-inline-end', 'ArrowUp', false)).toBe('block-start-inline-end')
  expect(cornerAfter('block-end-inline-end', 'ArrowLeft', false)).toBe('block-end-inline-start')
  expect(cornerAfter('block-end-inline-end', 'ArrowRight', true)).toBe('block-end-inline-start')
  expect(cornerAfter('block-end-inline-end', 'ArrowDown', false)).toBe('block-end-inline-end')
  expect(cornerAfter('block-end-inline-end', 'a', false)).toBeNull()
})
