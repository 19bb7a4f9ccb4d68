import { oneOf } from '../../driver/chance.ts'
import { Prober } from '../../driver/prober.ts'
import { pause } from '../../history/within.ts'
import { refusals, span, within } from '../figures.ts'
import { type Cut, cuts, wayOf } from './cuts.ts'
import type { Came, Stage } from './phase.ts'

const sizes = {
  small: { pause: 500, partitions: 12, shortest: 3500, longest: 6000, rest: 500 },
  large: { pause: 500, partitions: 200, shortest: 5000, longest: 60_000, rest: 2000 },
}

interface Seen {
  /** Messages that a node acknowledged which could not have stored them. */
  acknowledged: number
  /** Messages that did not stand in the log once, after they had been tried again. */
  notOnce: number
  /** Packets that the kernel dropped. */
  dropped: number
}

async function cutOff({ cluster, chance }: Stage, node: number, cut: Cut, ms: number, seen: Seen): Promise<void> {
  const way = wayOf(cluster, node, cut.from)
  if (cut.how === 'reset') return way.reset()
  const isStoreless = cut.from === 'postgres'
  const port = cluster.node(node).port
  await using prober = isStoreless ? await Prober.open(port, `prober${Math.floor(chance() * 1e9)}`) : null
  await way.hold(...cut.how)
  const written = prober?.write()
  await pause(ms)
  if (written?.answer === 'stored') seen.acknowledged += 1
  seen.dropped += await way.heal()
  if (prober && written && (await prober.insist(written.id)) !== 1) seen.notOnce += 1
}

/** F6: nodes are cut off from the database, from Redis and from their clients, in both directions and in one. */
export async function partitions(stage: Stage): Promise<Came> {
  const { town, cluster, chance, size } = stage
  const { partitions: many, shortest, longest, rest, ...more } = sizes[size]
  const length = (shortest + longest) / 2 + rest
  const during = span()
  const talk = town.talk(Math.ceil((many / 2) * (length / more.pause)), more.pause)
  talk.catch(() => undefined)
  const seen: Seen = { acknowledged: 0, notOnce: 0, dropped: 0 }
  for (let n = 0; n < many; n += 2) {
    // Two nodes at a time: the third one goes on.
    const whole = Math.floor(chance() * 3)
    const broken = [0, 1, 2].filter((node) => node !== whole)
    const ms = shortest + chance() * (longest - shortest)
    const turn = (k: number): Cut => (size === 'small' ? cuts[(n + k) % cuts.length] : undefined) ?? oneOf(chance, cuts)
    await Promise.all(broken.map((node, k) => cutOff(stage, node, turn(k), ms, seen)))
    await pause(rest)
  }
  await talk
  const over = during()
  const missing = cluster.noNetwork
  if (missing === null && seen.dropped === 0) throw new Error('the kernel has dropped nothing: these cuts are none')
  return {
    ran: [
      `F6 ${many} partitions of ${shortest / 1000} to ${longest / 1000} s, two at a time, ${seen.dropped} packets dropped`,
    ],
    notRun: missing === null ? [] : [`F6 by packets that the kernel drops, ${missing}`],
    figures: [
      { name: 'F6: acknowledgements of a node without its database', value: seen.acknowledged, most: 0 },
      { name: 'F6: messages in doubt that do not stand in the log once', value: seen.notOnce, most: 0 },
    ],
    measure: (lines) => [refusals(within(lines, over), 'F6')],
  }
}
