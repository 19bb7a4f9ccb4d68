/**
 * Keeps this process polling instead of sleeping until it is disposed of. The kernel bills the waking of a sleeping
 * reader to whoever sends to it; how often that is depends on which of the two is slower, not on what a send costs.
 */
export function stayAwake(): Disposable {
  let awake = true
  const poll = (): void => {
    if (awake) setImmediate(poll)
  }
  poll()
  return {
    [Symbol.dispose]() {
      awake = false
    },
  }
}
