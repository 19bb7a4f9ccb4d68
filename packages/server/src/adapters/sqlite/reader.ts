import { once } from 'node:events'
import { ParleyError } from '@parley/protocol'
import type { Answer, Query } from './reader.worker.ts'
import { startThread } from './thread.ts'

/** A thread for reads that may take longer than a look-up by key. */
export function startReader(path: string) {
  const worker = startThread(new URL('./reader.worker.ts', import.meta.url), { path })
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let last = 0
  worker.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('out' in answer) asked?.resolve(answer.out)
    else asked?.reject(new ParleyError('unavailable', { cause: answer.error }))
  })
  return {
    read(kind: string, query: unknown): Promise<unknown> {
      const asked = Promise.withResolvers<unknown>()
      last += 1
      waiting.set(last, asked)
      worker.postMessage({ id: last, kind, query } satisfies Query)
      return asked.promise
    },
    async close(): Promise<void> {
      const exited = once(worker, 'exit')
      worker.postMessage('close')
      await exited
    },
  }
}
