// First: schemas look at it when they are made.
import './without-eval.ts'
import { createEngine, indexedDbStore, memoryStore, serveTabs } from '@parley/client'
import { channelName, storeName, type WorkerWord } from './names.ts'

const say = (word: WorkerWord): void => postMessage(word)

/** Where the browser keeps nothing (some private windows), the engine still runs, from memory. */
const store = await indexedDbStore(storeName).catch(() => memoryStore())

try {
  const engine = createEngine({ url: location.origin, store, device: self.name })
  // Windows that knew another engine must not see this one empty.
  await engine.begun
  const stop = serveTabs(engine, new BroadcastChannel(channelName))
  addEventListener('message', () => {
    stop()
    void engine.close().finally(() => close())
  })
  say({ kind: 'serving' })
} catch (error) {
  say({ kind: 'failed', reason: String(error) })
}
