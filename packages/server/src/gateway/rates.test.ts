import { defaultLimits, signalRate } from '@parley/protocol'
import { expect, test } from 'vitest'
import type { Clock } from '../ports/clock.ts'
import { Rates } from './rates.ts'

function setUp() {
  let now = 1000
  const clock: Clock = {
    now: () => now,
    monotonic: () => now,
    after: () => () => undefined,
    every: () => () => undefined,
  }
  return {
    rates: new Rates(clock, defaultLimits),
    pass: (ms: number) => {
      now += ms
    },
  }
}
const message = { bucket: 'messages' } as const

test('row 99: one user over the limit does not slow another', () => {
  const { rates } = setUp()
  const first = Array.from({ length: 60 }, () => rates.take('ada', message))
  expect(first.filter((refusal) => refusal === null)).toHaveLength(defaultLimits.messagesBurst)
  expect(first.at(-1)?.retryAfter).toBeGreaterThan(0)
  expect(rates.take('ben', message)).toBeNull()
})

test('row 99: ten thousand signals of a call meet a limit of their own, and everything else goes on', () => {
  const { rates, pass } = setUp()
  const signal = { bucket: 'signals' } as const
  // As many as one change takes that everybody in a call of fifty is told, ten times over.
  const taken = Array.from({ length: signalRate.burst }, () => rates.take('ada', signal))
  expect(taken.every((refusal) => refusal === null)).toBe(true)
  expect(rates.take('ada', signal)?.retryAfter).toBeGreaterThan(0)
  expect([rates.take('ada', { bucket: 'commands', units: 1 }), rates.take('ben', signal)]).toEqual([null, null])
  pass(1000)
  const later = Array.from({ length: 100 }, () => rates.take('ada', signal))
  expect(later.filter((refusal) => refusal === null)).toHaveLength(signalRate.perSecond)
})

test('row 100: who goes on is warned once, then cut, then shut out for the time that was named', () => {
  const { rates, pass } = setUp()
  const seen = Array.from({ length: 300 }, () => rates.take('ada', message)?.next ?? 'ok')
  expect(seen.filter((next) => next === 'warn')).toHaveLength(1)
  const cut = seen.indexOf('cut')
  expect(cut).toBeGreaterThan(seen.indexOf('warn'))
  const shut = rates.take('ada', message)
  expect(shut?.retryAfter).toBeGreaterThan(0)
  pass(shut?.retryAfter ?? 0)
  expect(rates.take('ada', message)).toBeNull()
})

test('row 99: a user who waits as told is never refused twice', () => {
  const { rates, pass } = setUp()
  for (let at = 0; at < 200; at += 1) {
    const refusal = rates.take('ada', message)
    pass(refusal?.retryAfter ?? 0)
    if (refusal) expect(rates.take('ada', message)).toBeNull()
  }
})
