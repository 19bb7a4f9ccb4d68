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

test('row 27: half a surrogate pair is bad_json, a whole one is a character', () => {
  const halves = [String.raw`"\ud800"`, String.raw`["a\uDFFFb"]`, String.raw`{"\ud83d":1}`, String.raw`"\ude00\ud83d"`]
  for (const text of halves) expect(() => parseJson(bytes(text))).toThrow(expect.objectContaining({ code: 'bad_json' }))
  expect(parseJson(bytes(String.raw`"\ud83d\ude00 \\ud800"`))).toBe(String.raw`😀 \ud800`)
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
