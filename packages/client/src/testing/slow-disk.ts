import type { ReadEntry } from '../sealing/opening.ts'
import { memoryStore } from '../store/memory.ts'
import type { Store } from '../store/store.ts'

/** Milliseconds: whoever was told that a message can be read now has long looked. */
const longer = 200

/** A device whose disk has not kept a message that cannot be read yet when it can be. */
export function slowDisk(): Store {
  const kept = memoryStore()
  const { promise, resolve } = Promise.withResolvers<void>()
  return {
    ...kept,
    async write(changes, durability) {
      const openings = changes.flatMap((change) =>
        change.do === 'put' && change.table === 'entries' ? [(change.value as ReadEntry).opening?.kind] : [],
      )
      if (openings.includes('opened')) setTimeout(resolve, longer)
      if (openings.includes('closed')) await promise
      await kept.write(changes, durability)
    },
  }
}
