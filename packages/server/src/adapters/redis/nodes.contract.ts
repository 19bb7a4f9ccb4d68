import { makeId } from '@parley/protocol'
import { expect } from 'vitest'
import { redisAddress } from '../../redis-address.ts'
import { systemClock } from '../system/clock.ts'
import type { Pace } from './link.ts'
import { openRedisNode, type RedisConfig, type RedisNode } from './node.ts'

export const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

/** Everything that takes seconds outside happens in a fraction of them. */
const brisk: Pace = { beat: 100, lease: 3000, renew: 500, retry: 100 }

/** What goes wrong is expected here: Redis is taken away in every way there is. */
const ignore = (): void => undefined

const died = (error: Error): void => {
  throw error
}

/** One more node of a house. `more`: what is other than usual. */
export function openNode(url: string, house: string, more: Partial<RedisConfig> = {}): Promise<RedisNode> {
  const address = redisAddress(url)
  if (!address) throw new Error(`not an address: ${url}`)
  return openRedisNode({
    address,
    house,
    node: newId(),
    clock: systemClock,
    pace: brisk,
    keys: 'a',
    died,
    failed: ignore,
    ...more,
  })
}

/** Until each of them hears from each other one. */
export async function acquainted(nodes: readonly RedisNode[]): Promise<void> {
  for (const node of nodes) {
    const others = nodes.flatMap(({ id }) => (id === node.id ? [] : [id]))
    await expect.poll(() => [node.reach, [...node.peers].sort()]).toEqual(['all', others.sort()])
  }
}

/** A house of nodes that know each other. */
export async function openNodes(url: string, count: number) {
  const house = newId()
  const nodes = await Promise.all(Array.from({ length: count }, () => openNode(url, house)))
  await acquainted(nodes)
  return {
    house,
    nodes,
    async [Symbol.asyncDispose]() {
      for (const node of nodes) await node[Symbol.asyncDispose]()
    },
  }
}
