import { expect, test } from 'vitest'
import type { Clock } from '../../ports/clock.ts'
import { Pauses, pauseAfter } from './pauses.ts'

function handClock() {
  let now = 1000
  const clock: Clock = {
    now: () => now,
    monotonic: () => now,
    after: () => () => undefined,
    every: () => () => undefined,
  }
  return {
    clock,
    pass: (ms: number) => {
      now += ms
    },
  }
}
const wrong = async (): Promise<null> => null

test('row 2: pauses between wrong guesses grow, and never become a lock', () => {
  expect([1, 4, 5, 6, 7, 20, 1000].map(pauseAfter)).toEqual([0, 0, 1000, 2000, 4000, 300_000, 300_000])
})

test('guesses that come in a pause are refused with the time that is left, others go on', async () => {
  const { clock, pass } = handClock()
  const pauses = new Pauses(clock)
  for (let at = 0; at < 5; at += 1) await pauses.attempt('ada 10.0.0.1', wrong)
  await expect(pauses.attempt('ada 10.0.0.1', wrong)).rejects.toMatchObject({
    code: 'rate_limited',
    detail: { retryAfter: 1000 },
  })
  expect(await pauses.attempt('ada 10.0.0.2', async () => 'in')).toBe('in')
  pass(1000)
  expect(await pauses.attempt('ada 10.0.0.1', async () => 'in')).toBe('in')
  expect(await pauses.attempt('ada 10.0.0.1', wrong)).toBeNull()
})

test('guesses at the same moment do not pass together', async () => {
  const pauses = new Pauses(handClock().clock)
  let guessed = 0
  const guess = async (): Promise<null> => {
    guessed += 1
    return null
  }
  await Promise.allSettled(Array.from({ length: 50 }, () => pauses.attempt('ada', guess)))
  expect(guessed).toBe(5)
})

test('what the server could not check was no guess', async () => {
  const pauses = new Pauses(handClock().clock)
  const busy = async (): Promise<null> => Promise.reject(new Error('busy'))
  for (let at = 0; at < 20; at += 1) await expect(pauses.attempt('ada', busy)).rejects.toThrow('busy')
  expect(await pauses.attempt('ada', wrong)).toBeNull()
})
