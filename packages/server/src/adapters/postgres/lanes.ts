import type { Append } from '../../ports/storage/entries.ts'
import { batchSize, type Waiting } from '../sql/outcome.ts'

/** The room that one entry is for, or null: a write that may touch anything. */
const roomOf = ({ item: [kind, write] }: Waiting): string | null =>
  kind === 'entry.append' ? (write as Append).room : null

/**
 * Takes out of the queue what commits next, in its order.
 * @param running what is being committed. A second commit beside it takes entries alone, and of other rooms, so that no
 * entry overtakes another of its room, nor anything a write that it may depend on.
 * @param crowd so many have to wait for that
 */
export function nextBatch(queue: Waiting[], running: readonly Waiting[], crowd: number): readonly Waiting[] {
  if (running.length === 0) return queue.splice(0, batchSize)
  if (queue.length <= crowd) return []
  const taken = new Set(running.map(roomOf))
  if (taken.has(null)) return []
  const batch: Waiting[] = []
  const later: Waiting[] = []
  let looked = 0
  for (const waiting of queue.slice(0, 2 * batchSize)) {
    const room = roomOf(waiting)
    if (room === null || batch.length === batchSize) break
    looked += 1
    if (taken.has(room)) later.push(waiting)
    else batch.push(waiting)
  }
  if (batch.length > 0) queue.splice(0, looked, ...later)
  return batch
}
