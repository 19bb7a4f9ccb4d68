import { ParleyError } from '@parley/protocol'
import { type Batch, isTrouble, type Outcome, queueSize, refusal, settle, type Waiting } from '../sql/outcome.ts'
import { nextBatch } from './lanes.ts'

const lanesMost = 2
const usualCrowd = 256

/**
 * Group commit without a timer: what arrives while a commit runs goes into the next one.
 * @param commit answers one outcome for each write, in their order, and never throws
 * @param crowd so many have to wait before a second commit runs beside the first
 */
export function openQueue(commit: (batch: Batch) => Promise<readonly Outcome[]>, crowd = usualCrowd) {
  const queue: Waiting[] = []
  const running = new Set<readonly Waiting[]>()
  let scheduled = false
  let closing = false
  let idle = Promise.withResolvers<void>()

  async function run(batch: readonly Waiting[]): Promise<void> {
    running.add(batch)
    const outcomes = await commit(batch.map(({ item }) => item))
    running.delete(batch)
    const trouble = outcomes.find(isTrouble)
    // What came behind a write that the database did not take must not overtake its next try (C5).
    const behind = trouble === undefined ? [] : queue.splice(0)
    flush()
    settle(batch, outcomes)
    if (trouble !== undefined) for (const { reject } of behind) reject(refusal(trouble))
    if (running.size === 0) idle.resolve()
  }

  function flush(): void {
    scheduled = false
    while (running.size < lanesMost && queue.length > 0) {
      const batch = nextBatch(queue, [...running].flat(), crowd)
      if (batch.length === 0) return
      void run(batch)
    }
  }

  return {
    /** Resolves after the commit with fsync. */
    write(kind: string, write: unknown): Promise<unknown> {
      if (queue.length >= queueSize || closing) return Promise.reject(new ParleyError('busy', { retryAfter: 1000 }))
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      queue.push({ item: [kind, write], resolve, reject })
      if (!scheduled) {
        scheduled = true
        setImmediate(flush)
      }
      return promise
    },
    /** Returns once everything that waits is committed, or refused. */
    async close(): Promise<void> {
      closing = true
      flush()
      while (running.size > 0) {
        idle = Promise.withResolvers<void>()
        await idle.promise
      }
    },
  }
}
