import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asText, fromText } from './text.ts'

test('text comes back as it was, whatever it holds, and holds no U+0000 on the way', () => {
  const awkward = fc.string({ unit: fc.constantFrom('\0', '\u0001', '\u0002', 'a', '👩🏽‍🚀') })
  fc.assert(
    fc.property(fc.oneof(awkward, fc.string({ unit: 'binary' })), (text) => {
      expect(asText(text)).not.toContain('\0')
      expect(fromText(asText(text))).toBe(text)
    }),
  )
})

test('two texts are one only if they were one', () => {
  const awkward = fc.string({ unit: fc.constantFrom('\0', '\u0001', '\u0002'), maxLength: 4 })
  fc.assert(
    fc.property(awkward, awkward, (one, other) => {
      expect(asText(one) === asText(other)).toBe(one === other)
    }),
  )
})
