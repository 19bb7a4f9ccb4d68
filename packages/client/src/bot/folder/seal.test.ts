import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { keyBytes, seal, unseal } from './seal.ts'

const key = randomBytes(keyBytes)
const plain = new TextEncoder().encode('what a bot keeps')

test('what is sealed opens with its key, and looks different each time', () => {
  const [one, other] = [seal(key, plain), seal(key, plain)]
  expect(one).not.toEqual(other)
  for (const sealed of [one, other]) expect(new Uint8Array(unseal(key, sealed) ?? [])).toEqual(plain)
  expect(new Uint8Array(unseal(key, seal(key, new Uint8Array())) ?? [1])).toEqual(new Uint8Array())
})

test('another key, a changed byte anywhere, a missing end: nothing is opened', () => {
  const sealed = seal(key, plain)
  expect(unseal(randomBytes(keyBytes), sealed)).toBeNull()
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = new Uint8Array(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(unseal(key, changed)).toBeNull()
    expect(unseal(key, sealed.subarray(0, at))).toBeNull()
  }
})
