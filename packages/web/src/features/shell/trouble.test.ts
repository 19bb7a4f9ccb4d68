import { expect, test } from 'vitest'
import { troubleOf } from './trouble.ts'

test('a short gap is not worth a word', () => {
  const gap = { kind: 'connecting', attempt: 1, retryAt: null } as const
  expect(troubleOf(gap, true, false)).toBeNull()
  expect(troubleOf({ kind: 'catching-up' }, true, true)).toBeNull()
  expect(troubleOf({ kind: 'live', via: 'socket' }, false, true)).toBeNull()
})

test('no network and no server are told apart', () => {
  const waiting = { kind: 'connecting', attempt: 3, retryAt: 5000 } as const
  expect(troubleOf(waiting, false, true)).toEqual({ kind: 'offline', retryAt: 5000 })
  expect(troubleOf(waiting, true, true)).toEqual({ kind: 'unreachable', retryAt: 5000 })
})

test('what does not mend itself is said at once', () => {
  expect(troubleOf({ kind: 'stopped', why: 'reload' }, true, false)).toEqual({ kind: 'reload' })
  expect(troubleOf({ kind: 'stopped', why: 'replaced' }, true, false)).toEqual({ kind: 'replaced' })
  expect(troubleOf({ kind: 'stopped', why: 'closed' }, true, true)).toBeNull()
})
