import fc from 'fast-check'
import { expect, test } from 'vitest'
import { batches } from './batches.ts'

test('every part fits one command, nothing is lost, and the order stays', () => {
  const room = { count: 5, characters: 60 }
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 80 })), (all) => {
      const parts = batches(all, room)
      expect(parts.flat()).toEqual(all)
      for (const part of parts) {
        expect(part.length).toBeGreaterThan(0)
        expect(part.length).toBeLessThanOrEqual(room.count)
        if (part.length > 1) expect(JSON.stringify(part).length).toBeLessThanOrEqual(room.characters + 1)
      }
    }),
  )
})
