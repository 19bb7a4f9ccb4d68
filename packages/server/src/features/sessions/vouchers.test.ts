import { expect, test } from 'vitest'
import { memoryFanout } from '../../adapters/memory/fanout.ts'
import { systemRandomness } from '../../adapters/system/randomness.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Keys } from '../../ports/keys.ts'
import { type VoucherParts, Vouchers } from './vouchers.ts'

let now = 0
const clock: Clock = {
  now: () => now,
  monotonic: () => now,
  after: () => () => undefined,
  every: () => () => undefined,
}
const signing = { kid: '', jwk: { kty: 'OKP', crv: 'Ed25519', x: '', d: '' } } as const
const keysOf = (byte: number): Keys => ({ signing: [signing], refresh: new Uint8Array(32).fill(byte) })
const partsOf = (byte = 1): VoucherParts => ({
  keys: keysOf(byte),
  clock,
  randomness: systemRandomness,
  fanout: memoryFanout(),
})

test('a voucher is good once, and until its time is up on the slowest clock', () => {
  const vouchers = new Vouchers<string>(partsOf(), 'ticket', 30_000)
  const first = vouchers.give('ada')
  expect(vouchers.take(first)).toBe('ada')
  expect(vouchers.take(first)).toBeNull()
  const second = vouchers.give('ben')
  now += 30_000 + 60_000
  expect(vouchers.take(second)).toBeNull()
  expect(vouchers.take('unknown')).toBeNull()
})

test('a voucher is good on every node, once on all of them', () => {
  const parts = partsOf()
  const [a, b] = [new Vouchers<string>(parts, 'ticket', 30_000), new Vouchers<string>(parts, 'ticket', 30_000)]
  const voucher = a.give('ada')
  expect(b.take(voucher)).toBe('ada')
  expect(a.take(voucher)).toBeNull()
})

test('a voucher of another house, for another purpose or changed is none', () => {
  const tickets = new Vouchers<string>(partsOf(), 'ticket', 30_000)
  const voucher = tickets.give('ada')
  expect(new Vouchers<string>(partsOf(2), 'ticket', 30_000).take(voucher)).toBeNull()
  expect(new Vouchers<string>(partsOf(), 'ceremony', 30_000).take(voucher)).toBeNull()
  const forged = Buffer.from(JSON.stringify({ id: 'x', value: 'eve', ends: now + 1000 })).toString('base64url')
  expect(tickets.take(`${forged}.${voucher.split('.')[1]}`)).toBeNull()
  expect(tickets.take(voucher)).toBe('ada')
})
