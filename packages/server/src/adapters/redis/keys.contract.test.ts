import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RedisProcess, startRedis } from '../../testing/redis.ts'
import { acquainted, newId, openNode } from './nodes.contract.ts'

let redis: RedisProcess
beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis[Symbol.asyncDispose]())

test('row 112: a server whose keys are others than those of the house ends with words that say what to do', async () => {
  const house = newId()
  await using one = await openNode(redis.url, house)
  await using two = await openNode(redis.url, house)
  await acquainted([one, two])
  const ends: string[] = []
  await using stranger = await openNode(redis.url, house, { keys: 'b', died: ({ message }) => ends.push(message) })
  await expect.poll(() => ends[0]).toMatch(/same PARLEY_KEYS/)
  expect([stranger.peers, one.peers, two.peers]).toEqual([[], [two.id], [one.id]])
})

test('keys that nobody has any more are no keys of the house', async () => {
  const house = newId()
  const one = await openNode(redis.url, house)
  await expect.poll(() => one.reach).toBe('all')
  await one[Symbol.asyncDispose]()
  await expect
    .poll(async () => {
      const ends: Error[] = []
      await using next = await openNode(redis.url, house, { keys: 'b', died: (error) => ends.push(error) })
      await expect.poll(() => next.reach === 'all' || ends.length > 0).toBe(true)
      return ends.length
    })
    .toBe(0)
})
