import type { Timeline, TimelineItem } from '@parley/client'
import { expect, test } from 'vitest'
import { isLoaded } from './reveal.ts'

const item = (seq: number): TimelineItem => ({
  key: String(seq),
  seq,
  sender: 'ada',
  at: seq * 1000,
  content: { v: 1, kind: 'text', text: 'hi' },
  delivery: { kind: 'sent' },
})
const empty: Timeline = {
  items: [],
  hasBefore: false,
  hasAfter: false,
  loading: null,
  head: 0,
  openedAt: 0,
}
const part = (from: number, to: number, more: Partial<Timeline> = {}): Timeline => ({
  ...empty,
  items: Array.from({ length: to - from + 1 }, (_, n) => item(from + n)),
  hasBefore: true,
  hasAfter: true,
  ...more,
})

test('a place is loaded if it lies within the part that is', () => {
  expect(isLoaded({ kind: 'seq', seq: 15 }, part(10, 20))).toBe(true)
  expect(isLoaded({ kind: 'seq', seq: 9 }, part(10, 20))).toBe(false)
  expect(isLoaded({ kind: 'seq', seq: 21 }, part(10, 20))).toBe(false)
  expect(isLoaded({ kind: 'moment', at: 15_500 }, part(10, 20))).toBe(true)
  expect(isLoaded({ kind: 'moment', at: 9_999 }, part(10, 20))).toBe(false)
})

test('before the first and after the last there is nothing to wait for', () => {
  expect(isLoaded({ kind: 'moment', at: 0 }, part(1, 20, { hasBefore: false }))).toBe(true)
  expect(isLoaded({ kind: 'moment', at: 0 }, part(10, 20))).toBe(false)
  expect(isLoaded({ kind: 'moment', at: 99_000 }, part(10, 20, { hasAfter: false }))).toBe(true)
  expect(isLoaded({ kind: 'newest' }, part(10, 20))).toBe(false)
  expect(isLoaded({ kind: 'newest' }, part(10, 20, { hasAfter: false }))).toBe(true)
  expect(isLoaded({ kind: 'seq', seq: 1 }, empty)).toBe(true)
})
