import { expect, test } from 'vitest'
import { hasOpened } from './use-opened.ts'

const live = { kind: 'live', via: 'socket' } as const
const first = { kind: 'connecting', attempt: 1, retryAt: null } as const
const again = { kind: 'connecting', attempt: 2, retryAt: 9 } as const

test.each([
  ['still opening', { loading: 'opening', head: 0 }, live, false],
  ['opening again, with what was kept', { loading: 'opening', head: 7 }, live, false],
  ['the end is there', { loading: null, head: 7 }, live, true],
  ['what stands before the end is on its way', { loading: 'before', head: 7 }, live, true],
  ['what was missed is on its way', { loading: 'after', head: 7 }, live, false],
  ['the server has not said yet what was missed', { loading: null, head: 7 }, first, false],
  ['the server says what was missed', { loading: null, head: 7 }, { kind: 'catching-up' }, false],
  ['no connection: what was kept', { loading: null, head: 7 }, again, true],
  ['no connection, and nothing was kept', { loading: null, head: 0 }, again, false],
] as const)('row 48: %s', (_, timeline, connection, opened) => {
  expect(hasOpened(timeline, connection)).toBe(opened)
})
