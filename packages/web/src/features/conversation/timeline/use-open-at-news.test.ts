import type { Timeline } from '@parley/client'
import { expect, test } from 'vitest'
import { message } from '../rows/sample.ts'
import { newsAreFar } from './use-open-at-news.ts'

const timeline = { items: [message(101, 'ada', 0)], hasBefore: true, hasAfter: true } as unknown as Timeline

test.each([
  ['nothing is new', { after: 200, head: 200 }, false],
  ['the news are loaded', { after: 100, head: 200 }, false],
  ['more is new than is loaded', { after: 99, head: 200 }, true],
  ['what is new follows what was kept', { after: 101, head: 200 }, true],
] as const)('%s', (_, span, far) => {
  expect(newsAreFar(timeline, span)).toBe(far)
})
