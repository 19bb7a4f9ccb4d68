import { SignalResponse } from '@livekit/protocol'
import { expect, test } from 'vitest'
import { freshToken, isToken } from './sfu-token.ts'

const signal = (message: ConstructorParameters<typeof SignalResponse>[0]): Buffer =>
  Buffer.from(new SignalResponse(message).toBinary())

test.each([1, 100, 127, 128, 600, 16_383])('a word of %i bytes is read as what it is', (length) => {
  const word = 'x'.repeat(length)
  expect(SignalResponse.fromBinary(freshToken(word)).message).toEqual({ case: 'refreshToken', value: word })
})

test('row 80: words of the SFU are told from other signals', () => {
  expect(isToken(signal({ message: { case: 'refreshToken', value: 'a.b.c' } }))).toBe(true)
  expect(isToken(freshToken('ticket'))).toBe(true)
  expect(isToken(signal({ message: { case: 'pong', value: 130n } }))).toBe(false)
  expect(isToken(signal({ message: { case: 'join', value: {} } }))).toBe(false)
  expect(isToken(Buffer.alloc(0))).toBe(false)
})
