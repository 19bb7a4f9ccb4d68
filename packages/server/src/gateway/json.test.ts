import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deeperThan, parseJson } from './json.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test('row 27: what nests too deeply, is cut off or is not UTF-8 is bad_json', () => {
  const hostile = [
    bytes('['.repeat(10_000)),
    bytes(`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`),
    bytes('{"a"'),
    Uint8Array.of(0xff),
    bytes(''),
  ]
  for (const input of hostile) expect(() => parseJson(input)).toThrow(expect.objectContaining({ code: 'bad_json' }))
})

test('brackets inside strings do not count', () => {
  expect(parseJson(bytes(JSON.stringify('[{\\"'.repeat(100))))).toBe('[{\\"'.repeat(100))
})

test('the depth is that of the value', () => {
  const depthOf = (value: unknown): number =>
    typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0
  fc.assert(
    fc.property(fc.json(), (text) => {
      const depth = depthOf(JSON.parse(text))
      expect(deeperThan(text, depth)).toBe(false)
      if (depth > 0) expect(deeperThan(text, depth - 1)).toBe(true)
    }),
  )
})
