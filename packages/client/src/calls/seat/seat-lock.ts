const name = 'parley.call'

/**
 * Which tab of a browser has the call: all tabs are one device to the server. The last one that asks gets it
 * (Web Locks, `steal`), and a tab that dies lets go by itself.
 */
export class SeatLock {
  #release: () => void = () => undefined

  /** Takes the call to this tab. `onLost`: another tab took it over. */
  hold(onLost: () => void): void {
    this.release()
    const { promise, resolve } = Promise.withResolvers<void>()
    let isMine = true
    this.#release = () => {
      isMine = false
      resolve()
    }
    navigator.locks
      ?.request(name, { steal: true }, () => promise)
      .catch(() => {
        if (isMine) onLost()
      })
  }

  release(): void {
    this.#release()
    this.#release = () => undefined
  }
}
