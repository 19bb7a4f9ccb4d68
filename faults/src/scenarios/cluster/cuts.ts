import type { SilentProxy } from '@parley/server/testing'
import type { Cluster } from '../../driver/cluster.ts'
import type { Direction } from '../../proxy/weather.ts'

/** What is cut off from a node, and which way: nothing goes there, nothing comes back, neither, or all is reset. */
export interface Cut {
  readonly from: 'postgres' | 'redis' | 'clients'
  readonly how: 'reset' | readonly Direction[]
}

const ways: readonly Cut['how'][] = [['there', 'back'], ['there'], ['back'], 'reset']

/** All that there are. */
export const cuts: readonly Cut[] = (['postgres', 'redis', 'clients'] as const).flatMap((from) =>
  ways.map((how) => ({ from, how })),
)

/** The way from a node to what it is cut off from. */
export function wayOf(cluster: Cluster, node: number, from: Cut['from']): SilentProxy {
  if (from === 'clients') return cluster.balancer.way(node)
  const { toPostgres, toRedis } = cluster.node(node)
  return from === 'postgres' ? toPostgres : toRedis
}
