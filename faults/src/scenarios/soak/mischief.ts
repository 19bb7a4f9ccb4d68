import { type Chance, oneOf } from '../../driver/chance.ts'
import type { Cluster } from '../../driver/cluster.ts'
import type { Town } from '../../driver/town.ts'
import { pause } from '../../history/within.ts'
import type { FaultProxy } from '../../proxy/fault-proxy.ts'
import { cuts, wayOf } from '../cluster/cuts.ts'

export interface Ground {
  readonly cluster: Cluster
  readonly town: Town
  /** The network of everybody. */
  readonly proxy: FaultProxy
  readonly chance: Chance
}

/** 300 ms there and back, more or less, and 256 kbit/s for each connection. */
const far = { latency: 150, jitter: 50, bandwidth: 32_000 }

const faults = {
  /** F1. The third node lives on: its memory is watched. */
  async 'a node killed'({ cluster, chance }: Ground) {
    const { server } = cluster.node(Math.floor(chance() * 2))
    await server.end('SIGKILL')
    await server.begin()
  },
  /** F6 */
  async 'a node cut off'({ cluster, chance }: Ground) {
    const cut = oneOf(chance, cuts)
    const way = wayOf(cluster, Math.floor(chance() * 3), cut.from)
    if (cut.how === 'reset') return way.reset()
    await way.hold(...cut.how)
    await pause(3000 + chance() * 17_000)
    await way.heal()
  },
  /** F7 */
  async 'a long and narrow way'({ proxy, chance }: Ground) {
    proxy.become(far)
    await pause(5000 + chance() * 15_000)
    proxy.become({})
  },
  /** F9 */
  async 'half of them silent'({ town, chance }: Ground) {
    await town.freeze(3000 + chance() * 17_000, chance)
  },
} satisfies Readonly<Record<string, (ground: Ground) => Promise<void>>>

const names = Object.keys(faults) as readonly (keyof typeof faults)[]

/** One fault, chosen by chance, until it is over. Answers what was done. */
export async function mischief(ground: Ground): Promise<string> {
  const name = oneOf(ground.chance, names)
  await faults[name](ground)
  return name
}
