import { expect, test } from 'vitest'
import { loudness, type Why } from './unreadable.ts'
import { wordsOf } from './words-of.ts'

const reasons = Object.keys(loudness) as Why[]

test('every reason has a sentence of its own', () => {
  const sentences = reasons.map((why) => wordsOf({ kind: 'unreadable', why }))
  expect(new Set(sentences).size).toBe(reasons.length)
  expect(sentences.filter((sentence) => !/^[A-Z].+\.$/.test(sentence))).toEqual([])
})
