import { expect, test } from 'vitest'
import { callCode } from './call-code.ts'

test('the code of a call is the same for both sides, and another one for another device or call', async () => {
  const code = await callCode('c1', ['keyA', 'keyB'])
  expect(code).toMatch(/^\d{16}$/)
  expect(await callCode('c1', ['keyB', 'keyA'])).toBe(code)
  expect(await callCode('c2', ['keyA', 'keyB'])).not.toBe(code)
  expect(await callCode('c1', ['keyA', 'keyC'])).not.toBe(code)
})

test('two keys never pass for one', async () => {
  expect(await callCode('c', ['a', 'b'])).not.toBe(await callCode('c', ['ab']))
  expect(await callCode('c', ['a"b'])).not.toBe(await callCode('c', ['a', 'b']))
})
