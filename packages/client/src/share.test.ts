import fc from 'fast-check'
import { expect, test } from 'vitest'
import { share } from './share.ts'

test('what says the same is the same', () => {
  const before = {
    items: [
      { key: 'a', n: 1 },
      { key: 'b', n: 2 },
    ],
    people: new Map([['x', { name: 'Ada' }]]),
  }
  expect(share(before, structuredClone(before))).toBe(before)
})

test('only what changed is new, also when the list has moved', () => {
  const before = [
    { key: 'a', n: 1 },
    { key: 'b', n: 2 },
  ]
  const after = share(before, [
    { key: 'b', n: 2 },
    { key: 'c', n: 3 },
  ])
  expect(after[0]).toBe(before[1])
  expect(after).toEqual([
    { key: 'b', n: 2 },
    { key: 'c', n: 3 },
  ])
})

test('says always what the new value says, and leaves the old one as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
      const copy = structuredClone(before)
      expect(share(before, after)).toEqual(after)
      expect(before).toEqual(copy)
    }),
  )
})
