import { closeCodes } from '@parley/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextAfter } from './after.ts'
import { backoff } from './backoff.ts'
import { freshWay, probeAfter, socketFailed, viaEvents } from './way.ts'

test('full jitter: never more than the bound, which doubles from 0.5 s to 30 s (C18)', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, chance) => {
      const wait = backoff(attempt, chance)
      expect(wait).toBeGreaterThanOrEqual(0)
      expect(wait).toBeLessThanOrEqual(Math.min(30_000, 500 * 2 ** (attempt - 1)))
    }),
  )
  expect(backoff(20, 0.999)).toBeGreaterThan(29_000)
})

test.each([
  [1006, '', { kind: 'again', in: 250 }],
  [4999, '', { kind: 'again', in: 250 }],
  [4012, '{"reconnect_after":1234}', { kind: 'again', in: 1234 }],
  [4012, 'no JSON', { kind: 'again', in: 250 }],
  [4029, '{"retry_after":10000}', { kind: 'again', in: 10_000 }],
  [4029, '', { kind: 'again', in: 10_000 }],
  [4401, '', { kind: 'sign-in', isRevoked: false }],
  [4403, '', { kind: 'sign-in', isRevoked: true }],
  [4406, '', { kind: 'stop', why: 'reload' }],
  [1009, '', { kind: 'stop', why: 'reload' }],
  [4409, '', { kind: 'stop', why: 'replaced' }],
])('after %i "%s": %o', (code, reason, next) => {
  expect(nextAfter({ code, reason }, 1, 0.5)).toEqual(next)
})

test('every close code of the protocol leads somewhere', () => {
  for (const code of Object.keys(closeCodes))
    expect(nextAfter({ code: Number(code), reason: '' }, 1, 0.5).kind).toBeTruthy()
})

test('two refused upgrades in a row, or one that hung, lead to events', () => {
  const once = socketFailed(freshWay, false)
  expect(viaEvents(once)).toBe(false)
  expect(viaEvents(socketFailed(once, false))).toBe(true)
  expect(viaEvents(socketFailed(freshWay, true))).toBe(true)
  expect([0, 1, 9].map(probeAfter)).toEqual([30_000, 60_000, 600_000])
})
