import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fanoutContract } from '../../ports/fanout.contract.ts'
import type { Fanout, Hint, Reach } from '../../ports/fanout.ts'
import { type RedisProcess, startRedis } from '../../testing/redis.ts'
import { redisFanout } from './fanout.ts'
import { acquainted, newId, openNode, openNodes } from './nodes.contract.ts'

let redis: RedisProcess
beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis[Symbol.asyncDispose]())

const ignore = (): void => undefined

async function openFanouts(count: number, url = redis.url) {
  const opened = await openNodes(url, count)
  const [first, ...others] = opened.nodes.map((node) => redisFanout(node, ignore))
  if (!first) throw new Error('one node at least')
  return { all: [first, ...others] as const, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() }
}

describe('row 112: fan-out over Redis keeps the contract of every fan-out', () => {
  fanoutContract(openFanouts)
})

const revoked = (user: string): Hint => ({ kind: 'revoked', user, devices: [] })
const usersOf = (heard: readonly Hint[]): string[] =>
  heard.flatMap((hint) => (hint.kind === 'revoked' && hint.user !== '' ? [hint.user] : []))

/** What a fan-out hands on, and how its reach changed. */
function listen(fanout: Fanout) {
  const heard: Hint[] = []
  const reaches: Reach[] = []
  fanout.subscribe((hint) => heard.push(hint))
  fanout.watch((reach) => reaches.push(reach))
  return { heard, reaches }
}

/** Until what is published on one node is heard on the other, in both directions. */
async function untilHeard({ all: [a, b] }: Awaited<ReturnType<typeof openFanouts>>): Promise<void> {
  if (!b) throw new Error('two nodes')
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    let isHeard = false
    to.subscribe((hint) => {
      if (hint.kind === 'keys') isHeard = true
    })
    await expect
      .poll(() => {
        if (!isHeard) from.publish({ kind: 'keys' })
        return isHeard
      })
      .toBe(true)
  }
}

const faults: readonly (readonly [
  string,
  (one: RedisProcess) => Promise<void>,
  (one: RedisProcess) => Promise<void>,
])[] = [
  ['killed, and back with nothing in it', (one) => one.kill(), (one) => one.restart()],
  ['silent for a while', async (one) => one.freeze(), async (one) => one.thaw()],
]

describe('row 113: Redis is', () => {
  test.each(faults)(
    '%s: hints for the own node go on, both nodes know, and all is well after',
    async (_, hurt, heal) => {
      await using own = await startRedis()
      await using nodes = await openFanouts(2, own.url)
      const [a, b] = nodes.all
      if (!b) throw new Error('two nodes')
      const ears = nodes.all.map(listen)
      await hurt(own)
      for (const node of nodes.all) await expect.poll(() => node.reach).toBe('self')
      a.publish(revoked('while-away'))
      expect(usersOf(ears[0]?.heard ?? [])).toEqual(['while-away'])
      await heal(own)
      for (const node of nodes.all) await expect.poll(() => node.reach).toBe('all')
      await untilHeard(nodes)
      a.publish(revoked('after'))
      await expect.poll(() => usersOf(ears[1]?.heard ?? []).at(-1)).toBe('after')
      for (const { reaches } of ears) {
        expect(reaches[0]).toBe('self')
        expect(reaches.at(-1)).toBe('all')
      }
    },
  )

  test('silent: it counts as away before its connection does', async () => {
    await using own = await startRedis()
    const failures: unknown[] = []
    await using node = await openNode(own.url, newId(), { failed: (error) => failures.push(error) })
    await acquainted([node])
    const known: number[] = []
    node.watch((reach) => {
      if (reach === 'self') known.push(failures.length)
    })
    own.freeze()
    await expect.poll(() => known[0]).toBe(0)
    own.thaw()
    await acquainted([node])
  })

  test('silent for so long that connections are given up, again and again: one that comes after that stays', async () => {
    await using own = await startRedis()
    const failures: unknown[] = []
    await using node = await openNode(own.url, newId(), { failed: (error) => failures.push(error) })
    await acquainted([node])
    own.freeze()
    await expect.poll(() => failures.length).toBeGreaterThan(1)
    expect(node.reach).toBe('self')
    own.thaw()
    await acquainted([node])
  })

  test('emptied by FLUSHALL: hints flow on', async () => {
    await using own = await startRedis()
    await using nodes = await openFanouts(2, own.url)
    const ears = nodes.all.map(listen)
    await own.ask('FLUSHALL')
    nodes.all[0].publish(revoked('after'))
    await expect.poll(() => usersOf(ears[1]?.heard ?? [])).toEqual(['after'])
    await expect.poll(async () => await own.ask('DBSIZE')).toBeGreaterThan(0)
    for (const { reaches } of ears) expect(reaches).not.toContain('self')
  })

  test('not there at the start: the house opens all the same, and the nodes find each other later', async () => {
    await using own = await startRedis()
    await own.kill()
    const house = newId()
    await using a = await openNode(own.url, house)
    await using b = await openNode(own.url, house)
    const [from, to] = [redisFanout(a, ignore), redisFanout(b, ignore)]
    const ears = [from, to].map(listen)
    from.publish(revoked('early'))
    expect(usersOf(ears[0]?.heard ?? [])).toEqual(['early'])
    await own.restart()
    await acquainted([a, b])
    from.publish(revoked('later'))
    await expect.poll(() => usersOf(ears[1]?.heard ?? [])).toEqual(['later'])
  })

  test('shared by two houses: they hear nothing of each other', async () => {
    await using one = await openFanouts(2)
    await using other = await openFanouts(2)
    const ears = [...one.all, ...other.all].map(listen)
    for (const [at, house] of [one, other].entries()) {
      house.all[0].publish(revoked(`of ${at}`))
      for (const { heard } of ears.slice(2 * at, 2 * at + 2))
        await expect.poll(() => usersOf(heard)).toEqual([`of ${at}`])
    }
    expect(ears.map(({ heard }) => usersOf(heard))).toEqual([['of 0'], ['of 0'], ['of 1'], ['of 1']])
  })

  test('losing one message on its way: whoever missed it is told to look, and takes it no more when it comes late', async () => {
    await using opened = await openNodes(redis.url, 2)
    const [a, b] = opened.nodes
    if (!a || !b) throw new Error('two nodes')
    const [from, to] = [redisFanout(a, ignore), listen(redisFanout(b, ignore))]
    const channel = `parley:${opened.house}:${b.id}`
    from.publish(revoked('first'))
    await expect.poll(() => usersOf(to.heard)).toEqual(['first'])
    to.reaches.length = 0
    const pass = (n: number, user: string) =>
      redis.ask('PUBLISH', channel, `${a.id} ${n}\nhint ${JSON.stringify(revoked(user))}`)
    // A batch with a number that is too high: the one before it has not come.
    await pass(1000, 'third')
    await expect.poll(() => usersOf(to.heard)).toEqual(['first', 'third'])
    expect(to.reaches).toEqual(['all'])
    await pass(999, 'second')
    await pass(1001, 'fourth')
    await expect.poll(() => usersOf(to.heard)).toEqual(['first', 'third', 'fourth'])
    expect(to.reaches).toEqual(['all'])
  })

  test.each([
    '',
    'no batch',
    '{}',
    'x',
    'x -1',
    'x 1 1',
    'x 1\n\nhint\nhint \nhint {\nhint null\nhint 1\nnobody knows',
    'x 1\nframed\nframed \nframed x {}\nframed 3 {}\nframed 4 null{}\nframed 99 ["r",1,"u"]{}\nframed -1 []',
  ])('carrying what is no batch (%j): nothing breaks', async (text) => {
    await using opened = await openNodes(redis.url, 2)
    const [a, b] = opened.nodes
    if (!a || !b) throw new Error('two nodes')
    const [from, to] = [redisFanout(a, ignore), listen(redisFanout(b, ignore))]
    await redis.ask('PUBLISH', `parley:${opened.house}:${b.id}`, text)
    from.publish(revoked('after'))
    await expect.poll(() => usersOf(to.heard)).toEqual(['after'])
  })
})
