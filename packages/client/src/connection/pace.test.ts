import { commands, ParleyError } from '@parley/protocol'
import { expect, test } from 'vitest'
import type { Clock } from '../clock.ts'
import { Pace, unpaced } from './pace.ts'

/** A clock that jumps to whatever is waited for. */
function leapingClock(): Clock & { readonly waited: number[] } {
  let now = 0
  const waited: number[] = []
  return {
    waited,
    now: () => now,
    monotonic: () => now,
    after(ms, then) {
      waited.push(ms)
      queueMicrotask(() => {
        now += ms
        then()
      })
      return () => undefined
    },
    chance: () => 0,
    bytes: (count) => new Uint8Array(count),
  }
}

const refusal = (retryAfter?: number) => new ParleyError('rate_limited', retryAfter === undefined ? {} : { retryAfter })

test('names the commands that the contract counts in a measure of their own', () => {
  const declared = commands
    .filter(({ cost, over }) => cost.bucket !== 'commands' && over !== 'http')
    .map(({ name }) => name)
  expect([...unpaced].sort()).toEqual(declared.sort())
})

test('C11: what the server had no room for is asked again when it says, and its caller hears of nothing', async () => {
  const clock = leapingClock()
  const answers = [refusal(150), refusal(), 'done']
  const answer = await new Pace(clock).ask(async () => {
    const next = answers.shift()
    if (next instanceof ParleyError) throw next
    return next
  })
  expect(answer).toBe('done')
  expect(clock.waited).toEqual([150, 200])
})

test('C11: what is asked meanwhile waits behind it, in order, and never two at a time', async () => {
  const { promise: waits, resolve: waiting } = Promise.withResolvers<() => void>()
  const after = (_ms: number, then: () => void) => {
    waiting(then)
    return () => undefined
  }
  const pace = new Pace({ ...leapingClock(), after })
  const served: number[] = []
  let [running, most, tries] = [0, 0, 0]
  const one = (n: number) => async () => {
    running += 1
    most = Math.max(most, running)
    await null
    running -= 1
    tries += 1
    if (tries === 1) throw refusal(100)
    served.push(n)
  }
  const first = pace.ask(one(1))
  const goOn = await waits
  const others = [2, 3, 4].map((n) => pace.ask(one(n)))
  goOn()
  await Promise.all([first, ...others])
  expect(served).toEqual([1, 2, 3, 4])
  expect(most).toBe(1)
})

test('C11: after ten seconds the refusal is handed on, and whoever waits behind is asked once all the same', async () => {
  const clock = leapingClock()
  const pace = new Pace(clock)
  let asked = 0
  const never = () => {
    asked += 1
    return Promise.reject(refusal(3000))
  }
  await expect(pace.ask(never)).rejects.toMatchObject({ code: 'rate_limited', detail: { retryAfter: 3000 } })
  expect(asked).toBe(4)
  await expect(pace.ask(() => Promise.reject(refusal(60_000)))).rejects.toMatchObject({ code: 'rate_limited' })
  expect(clock.waited).toEqual([3000, 3000, 3000])
})

test('any other error is handed on at once, from those who wait too', async () => {
  const pace = new Pace(leapingClock())
  await expect(pace.ask(() => Promise.reject(new ParleyError('not_found')))).rejects.toMatchObject({
    code: 'not_found',
  })
  let tries = 0
  const gone = pace.ask(() => Promise.reject(tries++ === 0 ? refusal(10) : new ParleyError('unavailable')))
  await expect(gone).rejects.toMatchObject({ code: 'unavailable' })
  await expect(pace.ask(() => Promise.resolve('fine'))).resolves.toBe('fine')
})
