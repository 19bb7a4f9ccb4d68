import { fork } from 'node:child_process'
import { availableParallelism, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Finding } from '../checker/run.ts'

/** What a process is asked to simulate. */
export interface Order {
  readonly seed: number
  readonly steps: number
}

export interface Reported extends Order {
  readonly findings: readonly Finding[]
  readonly lines: number
}

const hand = fileURLToPath(new URL('./hand.ts', import.meta.url))

/** One process, which is given one order after the other until there are none. */
async function work(orders: Iterator<Order>, priority: number, report: (done: Reported) => void): Promise<void> {
  const child = fork(hand)
  if (child.pid !== undefined) setPriority(child.pid, priority)
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const next = (): void => {
    const { value, done } = orders.next()
    if (done) resolve()
    else child.send(value as Order)
  }
  child.on('message', (done: Reported) => {
    report(done)
    next()
  })
  child.on('exit', (code) => reject(new Error(`a process that simulates ended with ${code}`)))
  next()
  try {
    await promise
  } finally {
    child.kill()
  }
}

export interface Orders {
  readonly from: number
  readonly seeds: number
  readonly steps: number
  /** As of `nice`: 0, or up to 19 for what others leave of the processor. */
  readonly priority?: number
}

/** Simulates runs of so many steps from seeds, on all cores. */
export async function simulateAll(
  { from, seeds, steps, priority = 0 }: Orders,
  report: (done: Reported) => void,
): Promise<void> {
  const orders = Array.from({ length: seeds }, (_, n): Order => ({ seed: from + n, steps })).values()
  await Promise.all(Array.from({ length: availableParallelism() }, () => work(orders, priority, report)))
}
