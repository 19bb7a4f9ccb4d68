import { expect, test } from 'vitest'
import { GivenKeys } from './given-keys.ts'

const day = 24 * 60 * 60 * 1000
const at = { most: 100, now: 0, version: 0 }

test('a key that was made just now seals on for the same readers, in whatever order', () => {
  const shared = new GivenKeys()
  shared.sealed('r', ['a', 'b'], { session: 's', index: 0 }, at)
  expect(shared.has('r', ['b', 'a'], 1)).toBe(true)
  expect(shared.has('r', ['a'], 1)).toBe(false)
  expect(shared.has('r', ['a', 'b', 'c'], 1)).toBe(false)
  expect(shared.has('q', ['a', 'b'], 1)).toBe(false)
})

test('a key whose age is not known, or that is spent or old, does not', () => {
  const shared = new GivenKeys()
  shared.sealed('r', ['a'], { session: 's', index: 7 }, at)
  expect(shared.has('r', ['a'], 1)).toBe(false)
  shared.sealed('r', ['a'], { session: 't', index: 0 }, at)
  shared.sealed('r', ['a'], { session: 't', index: 98 }, { ...at, now: 5 * day })
  expect(shared.has('r', ['a'], 5 * day)).toBe(true)
  expect(shared.has('r', ['a'], 6 * day)).toBe(false)
  shared.sealed('r', ['a'], { session: 't', index: 99 }, at)
  expect(shared.has('r', ['a'], 1)).toBe(false)
})

test('news of somebody’s devices that come while an entry is sealed count for the next one', () => {
  const shared = new GivenKeys()
  const { version } = shared
  shared.forgetAll()
  shared.sealed('r', ['a'], { session: 's', index: 0 }, { ...at, version })
  expect(shared.has('r', ['a'], 1)).toBe(false)
  // The key is the same one; it has been shared with whoever is new.
  shared.sealed('r', ['a'], { session: 's', index: 1 }, { ...at, version: shared.version })
  expect(shared.has('r', ['a'], 1)).toBe(true)
  shared.forget('r')
  expect(shared.has('r', ['a'], 1)).toBe(false)
})
