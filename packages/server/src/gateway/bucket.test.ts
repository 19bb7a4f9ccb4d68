import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Bucket } from './bucket.ts'

test('row 99: a bucket gives its burst at once and then only its rate', () => {
  const bucket = new Bucket(10, 30, 0)
  const taken = Array.from({ length: 200 }, (_, at) => bucket.take(1, at * 5)).filter((wait) => wait === 0)
  expect(taken).toHaveLength(30 + 9)
})

test('row 99: after the time that a bucket names, the same take succeeds', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 50 }),
      fc.array(fc.nat(100)),
      (rate, burst, gaps) => {
        const bucket = new Bucket(rate, burst, 0)
        let now = 0
        for (const gap of gaps) {
          now += gap
          const wait = bucket.take(1, now)
          if (wait > 0) expect(bucket.take(1, now + wait)).toBe(0)
          now += wait
        }
      },
    ),
  )
})

test('a bucket that nobody drew from is full', () => {
  const bucket = new Bucket(1, 5, 0)
  expect(bucket.isFull(0)).toBe(true)
  bucket.take(2, 0)
  expect(bucket.isFull(1000)).toBe(false)
  expect(bucket.isFull(2000)).toBe(true)
})
