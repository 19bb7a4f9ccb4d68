import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import type { Link } from '../connection/link.ts'
import { writable } from '../readable.ts'
import { memoryStore } from '../store/memory.ts'
import { OwnMarks } from './own-marks.ts'

test('what becomes known while a mark cannot be sealed: it is tried at once, and not held for the next news', async () => {
  const told: unknown[] = []
  let tries = 0
  const call = async (_: string, { sealed }: { readonly sealed?: string | null }) => {
    told.push(sealed)
    return { read: { seq: 4, messages: 2 } }
  }
  const marks = new OwnMarks({
    store: memoryStore(),
    clock: systemClock,
    link: () => ({ state: writable({ kind: 'live', via: 'socket' }), call: call as unknown as Link['call'] }),
    me: () => 'me',
    isSealed: () => true,
    async seal(room) {
      tries += 1
      if (tries > 1) return 'sealed'
      // The log of the room comes at this moment.
      marks.again(room)
      throw new Error('It is not known here who is in that room.')
    },
    known: () => 0,
    taken: () => undefined,
  })
  marks.read('r', 4)
  await expect.poll(() => told).toEqual([null, 'sealed'])
  marks.close()
})
