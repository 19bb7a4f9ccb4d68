import { expect, test } from 'vitest'
import { buttonAfter } from './button-after.ts'

test('arrow keys lead round a row of buttons, whichever way text runs', () => {
  expect(buttonAfter('ArrowRight', 0, 6, false)).toBe(1)
  expect(buttonAfter('ArrowRight', 5, 6, false)).toBe(0)
  expect(buttonAfter('ArrowLeft', 0, 6, false)).toBe(5)
  expect(buttonAfter('ArrowLeft', 2, 6, true)).toBe(3)
  expect(buttonAfter('Home', 4, 6, false)).toBe(0)
  expect(buttonAfter('End', 0, 6, false)).toBe(5)
})

test('other keys lead nowhere', () => {
  expect(buttonAfter('ArrowUp', 0, 6, false)).toBeNull()
  expect(buttonAfter('e', 0, 6, false)).toBeNull()
})
