import type { Timeline } from '@parley/client'
import { expect, test } from 'vitest'
import { message } from '../rows/sample.ts'
import { newsBelow } from './news-below.ts'

const timeline = (more: Partial<Timeline>): Timeline => ({
  items: [message(1, 'ada', 0), message(2, 'me', 0), message(3, 'ada', 0), message(4, 'bo', 0)],
  hasBefore: false,
  hasAfter: false,
  loading: null,
  head: 4,
  openedAt: 0,
  ...more,
})

test('counts what others wrote below what was seen, loaded or not', () => {
  expect(newsBelow(timeline({}), 1, 'me')).toBe(2)
  expect(newsBelow(timeline({}), 4, 'me')).toBe(0)
  expect(newsBelow(timeline({ hasAfter: true, head: 14 }), 3, 'me')).toBe(11)
  expect(newsBelow(timeline({ hasAfter: true, head: 14 }), 14, 'me')).toBe(0)
})
