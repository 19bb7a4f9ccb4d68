import { expect, test } from 'vitest'
import { emojiOnly } from './emoji-only.ts'

test.each([
  ['👍', true],
  ['👩‍👩‍👧‍👦 🇸🇪', true],
  ['👍🏽👍🏽👍🏽', true],
  ['7', false],
  ['ok 👍', false],
  ['', false],
  ['👍'.repeat(7), false],
])('%s', (text, only) => {
  expect(emojiOnly(text)).toBe(only)
})
