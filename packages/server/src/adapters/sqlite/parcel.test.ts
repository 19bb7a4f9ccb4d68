import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pack, unpack } from './parcel.ts'

const part = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean(), fc.constant(null))
const bytes = fc.uint8Array({ maxLength: 8 })
const row = (value: fc.Arbitrary<unknown>) =>
  fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), value, { noNullPrototype: true })

test('what is unpacked is what was packed, whatever it holds', () => {
  const nested = row(fc.oneof(part, bytes, row(part)))
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constant('entry.append'), nested)), (list) => {
      expect(unpack(structuredClone(pack(list)))).toEqual(list)
    }),
  )
})

test('rows of plain values travel as text, bytes do not', () => {
  expect(pack([['entry.append', { room: 'r', at: 1, body: 'text' }]])).toBeTypeOf('string')
  expect(pack([['session.start', { refresh: new Uint8Array(2) }]])).not.toBeTypeOf('string')
})
