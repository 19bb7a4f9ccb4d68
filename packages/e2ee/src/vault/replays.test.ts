import { expect, test } from 'vitest'
import { Replays } from './replays.ts'

test('a ciphertext is opened again under its own entry, and under no other', () => {
  const replays = new Replays()
  expect(replays.isRepeated('room', 'session', 1, 'entry')).toBe(false)
  expect(replays.isRepeated('room', 'session', 1, 'entry')).toBe(false)
  expect(replays.isRepeated('room', 'session', 1, 'other')).toBe(true)
  expect(replays.isRepeated('room', 'session', 2, 'other')).toBe(false)
  expect(replays.isRepeated('elsewhere', 'session', 1, 'other')).toBe(false)
})
