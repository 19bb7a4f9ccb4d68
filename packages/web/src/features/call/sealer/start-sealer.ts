import { trustedUrl } from '../../../engine/trusted-url.ts'
import workerUrl from './seal.worker.ts?worker&url'

/** The worker that seals and opens the frames of a call which goes over a server. */
export const startSealer = (): Worker => new Worker(trustedUrl(workerUrl), { type: 'module', name: 'sealing' })
