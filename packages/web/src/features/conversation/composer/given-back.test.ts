import { expect, test } from 'vitest'
import { givenBack } from './given-back.ts'

test('what comes back stands before what was written since', () => {
  expect(givenBack('first', '')).toBe('first')
  expect(givenBack('first', ' ')).toBe('first')
  expect(givenBack('first', 'second')).toBe('first\nsecond')
})
