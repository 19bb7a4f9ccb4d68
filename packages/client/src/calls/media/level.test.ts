import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loudness } from './level.ts'

const tone = (height: number): Float32Array => Float32Array.from({ length: 512 }, (_, at) => height * Math.sin(at / 3))

test('silence is 0, a loud voice is 1, and a quiet one lies between', () => {
  expect(loudness(new Float32Array(512))).toBe(0)
  expect(loudness(tone(0.9))).toBe(1)
  expect(loudness(tone(0.02))).toBeGreaterThan(0.2)
  expect(loudness(tone(0.02))).toBeLessThan(0.6)
})

test('louder samples never give a lower level, and it stays between 0 and 1', () => {
  const heights = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
  fc.assert(
    fc.property(heights, ([a, b]) => {
      const [quiet, loud] = [loudness(tone(Math.min(a, b))), loudness(tone(Math.max(a, b)))]
      expect(quiet).toBeGreaterThanOrEqual(0)
      expect(loud).toBeLessThanOrEqual(1)
      expect(loud).toBeGreaterThanOrEqual(quiet)
    }),
  )
})
