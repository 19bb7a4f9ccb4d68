import type { Fanout, Hint } from '../../ports/fanout.ts'
import { memoryFanout } from '../memory/fanout.ts'
import { joined, parted } from './batch.ts'
import type { RedisNode } from './node.ts'

/** Whatever kind it is: another node may know more of them. */
const isHint = (value: unknown): value is Hint => typeof value === 'object' && value !== null && 'kind' in value

type Framed = Extract<Hint, { kind: 'framed' }>

/** The frame stays the text that it is: other nodes hand it on as it came. */
const framedText = ({ room, seq, sender, frame }: Framed): string => joined(JSON.stringify([room, seq, sender]), frame)

function framedOf(text: string): Framed {
  const [head, frame] = parted(text)
  const [room, seq, sender] = JSON.parse(head) as readonly [string, number, string]
  return { kind: 'framed', room, seq, sender, frame }
}

/** Fan-out to the nodes that share a Redis: here at once, elsewhere with the next batch. */
export function redisFanout(node: RedisNode, failed: (error: unknown) => void): Fanout {
  const here = memoryFanout(failed)
  let isOpen = true
  node.take('hint', {
    hear(_, text) {
      const value: unknown = JSON.parse(text)
      if (isHint(value)) here.publish(value)
    },
  })
  node.take('framed', { hear: (_, text) => here.publish(framedOf(text)) })
  return {
    publish(hint) {
      here.publish(hint)
      if (!isOpen) return
      if (hint.kind === 'framed') node.say('framed', framedText(hint))
      else node.say('hint', JSON.stringify(hint))
    },
    replay: here.replay,
    subscribe: here.subscribe,
    get reach() {
      return node.reach
    },
    watch: (changed) => node.watch(changed),
    async [Symbol.asyncDispose]() {
      isOpen = false
      await here[Symbol.asyncDispose]()
    },
  }
}
