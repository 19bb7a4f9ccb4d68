interface Due {
  readonly at: number
  /** What was planned first for one moment happens first. */
  readonly n: number
  run: (() => void) | null
}

const isBefore = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.n < b.n)

/** Moments lie this far apart, in milliseconds: a power of two, so that sums and differences of them are exact. */
const grain = 2 ** -10

/** Everything that has been set going in this thread has come to rest: promises, and what waits for the end of a turn. */
async function rest(): Promise<void> {
  await new Promise(setImmediate)
  await new Promise(setImmediate)
}

/** Time, which passes only where it is told to: what is due happens one thing after the other. */
export class Timetable {
  /** Milliseconds since the beginning. */
  now = 0
  #planned = 0
  readonly #heap: Due[] = []

  /** Plans something; the answer takes it off again. */
  after(ms: number, then: () => void): () => void {
    this.#planned += 1
    const at = Math.ceil((this.now + Math.max(0, ms)) / grain) * grain
    const due: Due = { at, n: this.#planned, run: then }
    this.#push(due)
    return () => {
      due.run = null
    }
  }

  /** Lets time pass, or until something is so. */
  async pass(ms: number, isReached: () => boolean = () => false): Promise<void> {
    const until = Math.ceil((this.now + ms) / grain) * grain
    await rest()
    for (let next = this.#heap[0]; next && next.at <= until; next = this.#heap[0]) {
      if (isReached()) return
      this.#pop()
      if (next.run === null) continue
      this.now = next.at
      next.run()
      await rest()
    }
    if (!isReached()) this.now = until
  }

  #push(due: Due): void {
    const heap = this.#heap
    let at = heap.length
    heap.push(due)
    while (at > 0) {
      const above = (at - 1) >> 1
      const parent = heap[above] as Due
      if (!isBefore(due, parent)) break
      heap[at] = parent
      at = above
    }
    heap[at] = due
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (!last || heap.length === 0) return
    let at = 0
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      const right = heap[child + 1]
      if (right && isBefore(right, heap[child] as Due)) child += 1
      const least = heap[child] as Due
      if (!isBefore(least, last)) break
      heap[at] = least
      at = child
    }
    heap[at] = last
  }
}
