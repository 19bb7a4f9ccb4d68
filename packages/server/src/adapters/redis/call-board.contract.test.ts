import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CallBoards, callBoardContract, callOf } from '../../ports/call-board.contract.ts'
import { type RedisProcess, startCluster, startRedis } from '../../testing/redis.ts'
import { redisCallBoard } from './call-board.ts'
import { openNodes } from './nodes.contract.ts'

let redis: RedisProcess
let cluster: Awaited<ReturnType<typeof startCluster>>
beforeAll(async () => {
  ;[redis, cluster] = await Promise.all([startRedis(), startCluster()])
})
afterAll(() => Promise.all([redis, cluster].map((one) => one[Symbol.asyncDispose]())))

async function openBoards(url: string): Promise<CallBoards> {
  const opened = await openNodes(url, 2)
  const [a, b] = opened.nodes.map(redisCallBoard)
  if (!a || !b) throw new Error('two nodes')
  return { a, b, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() }
}

describe('row 112: calls over Redis keep the contract of every board', () => {
  callBoardContract(() => openBoards(redis.url))
})

describe('row 113: and so they do over a cluster', () => {
  callBoardContract(() => openBoards(cluster.url))
})

describe('row 113: when Redis', () => {
  test('is gone, that is said by name; when it comes back with nothing in it, a call goes on with its next version', async () => {
    await using own = await startRedis()
    await using boards = await openBoards(own.url)
    await boards.a.put(callOf('c', 'r'))
    await own.kill()
    const unavailable = expect.objectContaining({ code: 'unavailable' })
    for (const ask of [() => boards.a.put(callOf('c', 'r', 2)), () => boards.b.get('c'), () => boards.b.all()]) {
      await expect(ask()).rejects.toEqual(unavailable)
    }
    await own.restart()
    await expect.poll(() => boards.b.put(callOf('c', 'r', 2)).catch(() => null)).toEqual({ ok: true })
    await expect.poll(() => boards.a.get('c').catch(() => null)).toEqual(callOf('c', 'r', 2))
  })

  test('hears nothing of a house any more, it forgets its calls', async () => {
    await using own = await startRedis()
    await using boards = await openBoards(own.url)
    await boards.a.put(callOf('c', 'r'))
    for (const key of (await own.ask('KEYS', '*calls*')) as string[]) {
      expect(await own.ask('PTTL', key)).toBeGreaterThan(3_000_000)
    }
  })
})
