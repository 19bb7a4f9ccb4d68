import { type FullKeys, fullKeys } from '@parley/e2ee/testing'
import { ParleyError } from '@parley/protocol'
import { memoryStore } from '../store/memory.ts'
import type { Store } from '../store/store.ts'

/** Bytes that still fit where there is hardly any room. */
const little = 10_000

/** A device that can be filled: of keys nothing is kept then, of the rest only what is small. */
export interface FullDisk extends Disposable {
  readonly keys: FullKeys
  /** Keeps the rest; it outlives its engine. */
  readonly store: Store
}

/** @param device whose keys lie on this disk */
export function fullDisk(device: () => string): FullDisk {
  const keys = fullKeys((database) => database.startsWith(`parley-keys-${device()}`))
  const kept = memoryStore()
  return {
    keys,
    store: {
      ...kept,
      close: async () => undefined,
      async write(changes, durability) {
        const isLarge = changes.some((step) => step.do === 'put' && JSON.stringify(step.value).length > little)
        if (keys.isFull && isLarge) throw new ParleyError('device_full')
        await kept.write(changes, durability)
      },
    },
    [Symbol.dispose]: () => keys[Symbol.dispose](),
  }
}
