import { describe, expect, test } from 'vitest'
import type { Hint } from '../../ports/fanout.ts'
import { startCluster, startSentinel } from '../../testing/redis.ts'
import { redisFanout } from './fanout.ts'
import { openNodes } from './nodes.contract.ts'
import { redisPresenceBoard } from './presence-board.ts'

/** Two nodes with both ports; hints and people of the first as the second knows them. */
async function openHouse(url: string) {
  const opened = await openNodes(url, 2)
  const [a, b] = opened.nodes.map((node) => ({
    node,
    fanout: redisFanout(node, () => undefined),
    board: redisPresenceBoard(node),
  }))
  if (!a || !b) throw new Error('two nodes')
  const heard: string[] = []
  b.fanout.subscribe((hint) => {
    if (hint.kind === 'revoked') heard.push(hint.user)
  })
  const hintOf = (user: string): Hint => ({ kind: 'revoked', user, devices: [] })
  return { ...opened, a, b, heard, say: (user: string) => a.fanout.publish(hintOf(user)) }
}

describe('row 113: Redis is more than one process', () => {
  test('a cluster: hints and people reach the other node; a part that dies and comes back is nothing to restart for', async () => {
    await using cluster = await startCluster()
    await using house = await openHouse(cluster.url)
    house.say('first')
    house.a.board.put('ada', '1', 'online')
    await expect.poll(() => [house.heard, house.b.board.of('ada')]).toEqual([['first'], 'online'])
    for (const one of cluster.processes) await one.kill()
    for (const { fanout } of [house.a, house.b]) await expect.poll(() => fanout.reach).toBe('self')
    house.a.board.put('ben', '1', 'away')
    for (const one of cluster.processes) await one.restart()
    await expect.poll(() => house.b.board.of('ben')).toBe('away')
    await expect
      .poll(() => {
        house.say('later')
        return house.heard.at(-1)
      })
      .toBe('later')
  })

  test('sentinels: when the master dies, the nodes go on with the next one', async () => {
    await using group = await startSentinel()
    await using house = await openHouse(group.url)
    house.say('first')
    house.a.board.put('ada', '1', 'online')
    await expect.poll(() => [house.heard, house.b.board.of('ada')]).toEqual([['first'], 'online'])
    const [master, replica] = group.processes
    await master.kill()
    for (const { fanout } of [house.a, house.b]) await expect.poll(() => fanout.reach).toBe('self')
    for (const { fanout } of [house.a, house.b]) await expect.poll(() => fanout.reach).toBe('all')
    house.a.board.put('ben', '1', 'away')
    await expect.poll(() => house.b.board.of('ben')).toBe('away')
    expect(String(await replica.ask('CLIENT', 'LIST'))).toContain('cmd=subscribe')
  })
})
