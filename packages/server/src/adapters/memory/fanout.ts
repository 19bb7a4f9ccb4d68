import type { Fanout, Hint } from '../../ports/fanout.ts'

/** Fan-out within one process: a hint has arrived everywhere when `publish` returns. */
export function memoryFanout(): Fanout {
  const receivers: ((hint: Hint) => void)[] = []
  return {
    publish(hint) {
      for (const receive of receivers) receive(hint)
    },
    subscribe(receive) {
      receivers.push(receive)
    },
    async [Symbol.asyncDispose]() {
      receivers.length = 0
    },
  }
}
