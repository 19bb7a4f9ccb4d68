import type { Leading } from '@parley/client'
import workerUrl from './engine.worker.ts?worker&url'
import type { WorkerWord } from './names.ts'
import { trustedUrl } from './trusted-url.ts'

/** Starts the engine in a worker of this window. Rejects when it cannot serve. */
export async function startWorker(device: string): Promise<Leading> {
  const worker = new Worker(trustedUrl(workerUrl), { type: 'module', name: device })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  worker.onmessage = ({ data }: MessageEvent<WorkerWord>) => {
    if (data.kind === 'serving') resolve()
    else reject(new Error(data.reason))
  }
  worker.onerror = (event) => reject(new Error(event.message))
  await promise
  return { close: () => worker.postMessage('close') }
}
