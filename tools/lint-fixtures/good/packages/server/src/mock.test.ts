import { expect, test } from 'vitest'

test('the real thing', () => {
  expect([1].includes(1)).toBe(true)
})
