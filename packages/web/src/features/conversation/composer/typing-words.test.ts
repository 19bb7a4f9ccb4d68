import { expect, test } from 'vitest'
import { typingWords } from './typing-words.ts'

test('row 40: one, two, and several people', () => {
  expect(typingWords([])).toBe('')
  expect(typingWords(['Mara'])).toBe('Mara is typing')
  expect(typingWords(['Mara', 'Tomás'])).toBe('Mara and Tomás are typing')
  expect(typingWords(['Mara', 'Tomás', 'Priya'])).toBe('Several people are typing')
})
