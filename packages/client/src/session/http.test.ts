import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { Http } from './http.ts'

/** A server that never answers. */
const silent: typeof fetch = (_, init) =>
  new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))))

test('a request that nobody answers is given up by the clock of the engine, whatever that of the machine says', async () => {
  let giveUp: () => void = () => undefined
  const waits: number[] = []
  const clock = {
    ...systemClock,
    after(ms: number, then: () => void) {
      waits.push(ms)
      giveUp = then
      return () => undefined
    },
  }
  const http = new Http({ url: 'http://parley.test', fetch: silent, clock, kept: () => undefined })
  const asked = http.post('users.me', {}, null)
  expect(waits).toEqual([20_000])
  giveUp()
  await expect(asked).rejects.toMatchObject({ code: 'unavailable' })
})
