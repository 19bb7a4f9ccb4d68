import type { SilentProxy } from '@parley/server/testing'
import type { Cluster } from '../../driver/cluster.ts'
import type { CablePort, LossyNet } from '../../net/lossy-net.ts'
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

/** The way from a node to something, which can be cut. */
export interface Way {
  hold(...directions: readonly Direction[]): Promise<void>
  /** Answers how many packets were dropped. */
  heal(): Promise<number>
  reset(): void
}

/** Bytes stay in a proxy: its kernel has acknowledged them, and answers keepalives. */
const held = (proxy: SilentProxy): Way => ({
  hold: async (...directions) => proxy.hold(...directions),
  async heal() {
    proxy.heal()
    return 0
  },
  reset: () => proxy.reset(),
})

/** Packets are dropped by the kernel: nothing is acknowledged, and a new connection gets no answer. */
const dropped = (net: LossyNet, port: CablePort, proxy: SilentProxy): Way => ({
  hold: (...directions) => net.drop(port, ...directions),
  async heal() {
    const lost = await net.lost()
    await net.lose(0)
    return lost
  },
  reset: () => proxy.reset(),
})

/** The way from a node to what it is cut off from. */
export function wayOf(cluster: Cluster, node: number, from: Cut['from']): Way {
  const { server, net, toPostgres, toRedis } = cluster.node(node)
  const proxy = { postgres: toPostgres, redis: toRedis, clients: cluster.balancer.way(node) }[from]
  if (net === null) return held(proxy)
  const port: CablePort =
    from === 'clients' ? { end: 'inside', port: server.port } : { end: 'outside', port: proxy.port }
  return dropped(net, port, proxy)
}
