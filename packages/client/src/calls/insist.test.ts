import { ParleyError } from '@parley/protocol'
import { expect, test } from 'vitest'
import { type Clock, systemClock } from '../clock.ts'
import { insist } from './insist.ts'

/** A clock on which every wait is over at once. */
function hurried(): Clock {
  let at = 0
  return {
    ...systemClock,
    monotonic: () => at,
    after(ms, then) {
      at += ms
      queueMicrotask(then)
      return () => undefined
    },
  }
}

function refusing(times: number, error: unknown) {
  const asked = { times: 0 }
  const ask = async (): Promise<string> => {
    asked.times += 1
    if (asked.times <= times) throw error
    return 'done'
  }
  return { asked, ask }
}

test('a refusal that passes is asked again, and the answer counts', async () => {
  const { ask, asked } = refusing(3, new ParleyError('unavailable'))
  expect(await insist(ask, hurried())).toBe('done')
  expect(asked.times).toBe(4)
})

test('it ends after 15 s with the last refusal', async () => {
  const { ask, asked } = refusing(99, new ParleyError('unavailable'))
  await expect(insist(ask, hurried())).rejects.toMatchObject({ code: 'unavailable' })
  expect(asked.times).toBe(16)
})

test.each([new ParleyError('not_found'), new Error('broken')])('%s is final', async (error) => {
  const { ask, asked } = refusing(99, error)
  await expect(insist(ask, hurried())).rejects.toBe(error)
  expect(asked.times).toBe(1)
})

test('what nobody wants any more is not asked again', async () => {
  const { ask, asked } = refusing(99, new ParleyError('unavailable'))
  await expect(insist(ask, hurried(), () => asked.times < 2)).rejects.toMatchObject({ code: 'unavailable' })
  expect(asked.times).toBe(2)
})
