import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Id, makeId } from './id.ts'

const random = fc.uint8Array({ minLength: 10, maxLength: 10 })

test('an id is a UUIDv7 in base64url: version, variant and time stand where RFC 9562 §5.7 puts them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), random, (now, bytes) => {
      const id = makeId(now, bytes)
      const raw = Buffer.from(id, 'base64url')
      expect(Id.safeParse(id).success).toBe(true)
      expect(raw).toHaveLength(16)
      expect(raw.readUIntBE(0, 6)).toBe(now)
      expect((raw[6] ?? 0) >> 4).toBe(7)
      expect((raw[8] ?? 0) >> 6).toBe(2)
    }),
  )
})

test('an id uses all of its random bits', () => {
  const zeros = makeId(0, new Uint8Array(10))
  const ones = makeId(0, new Uint8Array(10).fill(255))
  expect(Buffer.from(zeros, 'base64url').toString('hex')).toBe('00000000000070008000000000000000')
  expect(Buffer.from(ones, 'base64url').toString('hex')).toBe('0000000000007fffbfffffffffffffff')
})
