import { once } from 'node:events'
import { ParleyError } from '@parley/protocol'
import { batchSize, isTrouble, type Outcome, queueSize, refusal, settle, type Waiting } from '../sql/outcome.ts'
import { type Parcel, pack, unpack } from './parcel.ts'
import { startThread } from './thread.ts'
import type { WriterStart } from './writer.worker.ts'

/**
 * The one writer of the database, in a thread of its own. Group commit without a timer: what arrives while a commit
 * runs goes into the next one.
 * @param died called when the thread ends by itself; the process has to end then, for nothing can be stored (C14)
 */
export async function startWriter(start: WriterStart, died: (error: Error) => void) {
  const worker = startThread(new URL('./writer.worker.ts', import.meta.url), start)
  const [{ epoch }] = (await once(worker, 'message')) as [{ epoch: string }]
  const queue: Waiting[] = []
  let committing: Waiting[] = []
  let scheduled = false
  let closing = false

  function flush() {
    scheduled = false
    if (committing.length > 0 || queue.length === 0) return
    committing = queue.splice(0, batchSize)
    worker.postMessage(pack(committing.map(({ item }) => item)))
  }
  worker.on('message', (parcel: Parcel<Outcome>) => {
    const outcomes = unpack(parcel)
    const settled = committing
    committing = []
    const trouble = outcomes.find(isTrouble)
    // What came behind a write that the database did not take must not overtake its next try (C5).
    const behind = trouble === undefined ? [] : queue.splice(0)
    flush()
    settle(settled, outcomes)
    if (trouble !== undefined) for (const { reject } of behind) reject(refusal(trouble))
  })
  worker.on('error', died)
  worker.on('exit', () => {
    if (!closing) died(new Error('The writer of the database ended.'))
  })

  return {
    epoch,
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
    /** Commits what waits, then closes the database. */
    async close(): Promise<void> {
      closing = true
      while (committing.length > 0 || queue.length > 0) {
        flush()
        await once(worker, 'message')
      }
      const exited = once(worker, 'exit')
      worker.postMessage('close')
      await exited
    },
  }
}
