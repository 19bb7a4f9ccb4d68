import type { Fanout, Hint } from '../../ports/fanout.ts'
import { memoryFanout } from '../memory/fanout.ts'
import { measured, parted } from './batch.ts'
import type { RedisNode } from './node.ts'

/** Whatever kind it is: another node may know more of them. */
const isHint = (value: unknown): value is Hint => typeof value === 'object' && value !== null && 'kind' in value

type Framed = Extract<Hint, { kind: 'framed' }>

/** What a node has to know of a finished frame; the frame itself goes as it is. */
const headOf = ({ room, seq, sender }: Framed): string => measured(JSON.stringify([room, seq, sender]))

function framedOf(said: Buffer): Framed {
  const [head, frame] = parted(said)
  const [room, seq, sender] = JSON.parse(head) as readonly [string, number, string]
  return { kind: 'framed', room, seq, sender, frame }
}

/** Fan-out to the nodes that share a Redis: here at once, elsewhere with the next batch. */
export function redisFanout(node: RedisNode, failed: (error: unknown) => void): Fanout {
  const here = memoryFanout(failed)
  let isOpen = true
  node.take('hint', {
    hear(_, said) {
      const value: unknown = JSON.parse(said.toString())
      if (isHint(value)) here.publish(value)
    },
  })
  node.take('framed', { hear: (_, said) => here.publish(framedOf(said)) })
  return {
    publish(hint) {
      here.publish(hint)
      if (!isOpen) return
      if (hint.kind === 'framed') node.say('framed', headOf(hint), hint.frame)
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
