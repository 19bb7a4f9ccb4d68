import type { Fanout, Hint } from '../../ports/fanout.ts'

/**
 * Fan-out within one process: a hint has arrived everywhere when `publish` returns.
 * @param failed told what a subscriber threw
 */
export function memoryFanout(failed: (error: unknown) => void = () => undefined): Fanout {
  const receivers: ((hint: Hint) => void)[] = []

  function hand(hint: Hint): void {
    for (const receive of receivers) {
      try {
        receive(hint)
      } catch (error) {
        failed(error)
      }
    }
  }

  return {
    publish: hand,
    replay: hand,
    subscribe(receive) {
      receivers.push(receive)
    },
    reach: 'all',
    watch: () => undefined,
    async [Symbol.asyncDispose]() {
      receivers.length = 0
    },
  }
}
