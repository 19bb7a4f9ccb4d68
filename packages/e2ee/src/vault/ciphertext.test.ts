import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSealed } from './ciphertext.ts'

const body = (bytes: readonly number[]): string =>
  JSON.stringify({ session_id: 's', ciphertext: btoa(String.fromCharCode(...bytes)) })

test('the index of a sealed body is its first number, in one byte or several', () => {
  expect(readSealed(body([3, 8, 0, 18, 1]))).toEqual({ session: 's', index: 0 })
  expect(readSealed(body([3, 8, 127]))?.index).toBe(127)
  expect(readSealed(body([3, 8, 0x80, 1]))?.index).toBe(128)
  expect(readSealed(body([3, 8, 0xff, 0xff, 0xff, 0xff, 15]))?.index).toBe(2 ** 32 - 1)
})

test('what is no sealed body has none', () => {
  expect(readSealed('{"v":1,"kind":"text","text":"hello"}')).toBeNull()
  expect(readSealed(body([4, 8, 0]))).toBeNull()
  expect(readSealed(body([3, 9, 0]))).toBeNull()
  expect(readSealed(body([3, 8]))).toBeNull()
  expect(readSealed(body([3, 8, 0x80]))).toBeNull()
  expect(readSealed('')).toBeNull()
  fc.assert(fc.property(fc.string(), (text) => void readSealed(text)))
  fc.assert(fc.property(fc.json(), (text) => void readSealed(text)))
})
