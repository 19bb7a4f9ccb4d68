import { expect, test } from 'vitest'
import type { Clock } from '../../ports/clock.ts'
import { Vouchers } from './vouchers.ts'

let now = 0
const clock: Clock = {
  now: () => now,
  monotonic: () => now,
  after: () => () => undefined,
  every: () => () => undefined,
}

test('a voucher is good once, and until its time is up', () => {
  const vouchers = new Vouchers<string>(clock, 30_000, 10)
  vouchers.put('a', 'ada')
  expect(vouchers.take('a')).toBe('ada')
  expect(vouchers.take('a')).toBeNull()
  vouchers.put('b', 'ben')
  now += 30_000
  expect(vouchers.take('b')).toBeNull()
  expect(vouchers.take('unknown')).toBeNull()
})

test('the oldest makes room', () => {
  const vouchers = new Vouchers<number>(clock, 30_000, 3)
  for (const name of [1, 2, 3, 4]) vouchers.put(String(name), name)
  expect([1, 2, 3, 4].map((name) => vouchers.take(String(name)))).toEqual([null, 2, 3, 4])
})
