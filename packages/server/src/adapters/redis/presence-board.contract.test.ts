import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { presenceBoardContract } from '../../ports/presence-board.contract.ts'
import { type RedisProcess, startRedis } from '../../testing/redis.ts'
import { acquainted, openNode, openNodes } from './nodes.contract.ts'
import { redisPresenceBoard } from './presence-board.ts'

let redis: RedisProcess
beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis[Symbol.asyncDispose]())

async function openBoards(count: number, url = redis.url) {
  const opened = await openNodes(url, count)
  const [first, ...others] = opened.nodes.map(redisPresenceBoard)
  if (!first) throw new Error('one node at least')
  return { ...opened, all: [first, ...others] as const }
}

describe('row 35: presence over Redis keeps the contract of every board', () => {
  presenceBoardContract(openBoards)
})

describe('row 42: people of several nodes', () => {
  test('one connection id on two nodes is two connections', async () => {
    await using boards = await openBoards(2)
    const [a, b] = boards.all
    a.put('ada', 'c', 'online')
    b?.put('ada', 'c', 'away')
    await expect.poll(() => b?.of('ada')).toBe('online')
    a.drop('ada', 'c')
    for (const board of boards.all) await expect.poll(() => board.of('ada')).toBe('away')
    b?.drop('ada', 'c')
    for (const board of boards.all) await expect.poll(() => board.of('ada')).toBeNull()
  })

  test('whoever comes later sees who is there', async () => {
    await using boards = await openBoards(2)
    const people = Array.from({ length: 1200 }, (_, n) => `user-${n}`)
    for (const user of people) boards.all[0].put(user, 'c', 'away')
    await using late = await openNode(redis.url, boards.house)
    const board = redisPresenceBoard(late)
    await acquainted([...boards.nodes, late])
    await expect.poll(() => people.filter((user) => board.of(user) === 'away')).toHaveLength(people.length)
  })

  test('a node that dies takes its people with it once its lease ends, and nobody else', async () => {
    await using boards = await openBoards(3)
    const [a, b, c] = boards.all
    const told: string[] = []
    c?.watch((user) => told.push(`${user} ${c.of(user)}`))
    a.put('ada', '1', 'online')
    a.put('ben', '1', 'online')
    b?.put('ben', '1', 'away')
    await expect.poll(() => [c?.of('ada'), c?.of('ben')]).toEqual(['online', 'online'])
    // It says nothing more, as after kill -9.
    await boards.nodes[0]?.[Symbol.asyncDispose]()
    for (const board of [b, c]) await expect.poll(() => [board?.of('ada'), board?.of('ben')]).toEqual([null, 'away'])
    expect(told).toEqual(expect.arrayContaining(['ada online', 'ada null', 'ben online', 'ben away']))
    await expect
      .poll(async () => await redis.ask('EXISTS', `{parley:${boards.house}}:people:${boards.nodes[0]?.id}`))
      .toBe(0)
  })
})

describe('row 113: presence recovers by itself when Redis', () => {
  const people = ['ada', 'ben', 'dalia'] as const

  /** Ada on the first node, Ben on the second, each seen by the other. */
  async function openPair(url: string) {
    const boards = await openBoards(2, url)
    const [a, b] = boards.all
    if (!b) throw new Error('two nodes')
    a.put('ada', '1', 'online')
    b.put('ben', '1', 'away')
    const seen = () => [a, b].map((board) => people.map((user) => board.of(user)))
    await expect.poll(seen).toEqual([
      ['online', 'away', null],
      ['online', 'away', null],
    ])
    return { ...boards, a, b, seen }
  }

  test('was killed and came back with nothing in it; what changed meanwhile has changed', async () => {
    await using own = await startRedis()
    await using pair = await openPair(own.url)
    await own.kill()
    await expect.poll(() => [pair.a.of('ben'), pair.b.of('ada')]).toEqual([null, null])
    pair.a.put('dalia', '1', 'online')
    pair.a.put('ada', '1', 'away')
    pair.b.drop('ben', '1')
    expect(pair.a.of('dalia')).toBe('online')
    await own.restart()
    await expect.poll(pair.seen).toEqual([
      ['away', null, 'online'],
      ['away', null, 'online'],
    ])
  })

  test('was emptied: nobody goes offline, and whoever comes later sees everybody', async () => {
    await using own = await startRedis()
    await using pair = await openPair(own.url)
    const told: string[] = []
    for (const board of [pair.a, pair.b]) board.watch((user) => told.push(user))
    await own.ask('FLUSHALL')
    await using late = await openNode(own.url, pair.house)
    const board = redisPresenceBoard(late)
    await expect.poll(() => people.map((user) => board.of(user))).toEqual(['online', 'away', null])
    expect(told).toEqual([])
  })

  test('lost the last thing that was said: the next lease shows it', async () => {
    await using own = await startRedis()
    await using pair = await openPair(own.url)
    const [, b] = pair.nodes
    const key = `{parley:${pair.house}}:people:${b?.id}`
    const told: string[] = []
    pair.a.watch((user) => told.push(`${user} ${pair.a.of(user)}`))
    // As it is stored after a change that nobody heard of, and said with a lease. The node itself knows nothing of it
    // and may write its people anew meanwhile: then it is done once more.
    const lose = async () => {
      const version = Number(await own.ask('HGET', key, 'v')) + 1
      await own.ask('HSET', key, '"dalia"', 'away', 'v', `${version}`)
      b?.say('people', JSON.stringify({ version, changes: [] }))
      return told
    }
    await expect.poll(lose, { interval: 200 }).toContain('dalia away')
  })

  test('was silent, for less than a lease or for more', async () => {
    await using own = await startRedis()
    await using pair = await openPair(own.url)
    own.freeze()
    for (const node of pair.nodes) await expect.poll(() => node.reach).toBe('self')
    pair.a.drop('ada', '1')
    pair.b.put('dalia', '1', 'away')
    own.thaw()
    await expect.poll(pair.seen).toEqual([
      [null, 'away', 'away'],
      [null, 'away', 'away'],
    ])
    own.freeze()
    await expect.poll(() => [pair.a.of('ben'), pair.a.of('dalia')]).toEqual([null, null])
    own.thaw()
    await expect.poll(() => [pair.a.of('ben'), pair.a.of('dalia')]).toEqual(['away', 'away'])
  })
})
