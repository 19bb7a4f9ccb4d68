import type { Fanout, Hint } from '../../ports/fanout.ts'
import { memoryFanout } from '../memory/fanout.ts'
import type { RedisNode } from './node.ts'

/** Whatever kind it is: another node may know more of them. */
const isHint = (value: unknown): value is Hint => typeof value === 'object' && value !== null && 'kind' in value

/** Fan-out to the nodes that share a Redis: here at once, elsewhere with the next batch. */
export function redisFanout(node: RedisNode, failed: (error: unknown) => void): Fanout {
  const here = memoryFanout(failed)
  let isOpen = true
  node.take('hint', {
    hear(_, value) {
      if (isHint(value)) here.publish(value)
    },
  })
  return {
    publish(hint) {
      here.publish(hint)
      if (isOpen) node.say('hint', hint)
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
