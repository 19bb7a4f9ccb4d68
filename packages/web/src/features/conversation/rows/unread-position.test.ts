import { expect, test } from 'vitest'
import { message, system } from './sample.ts'
import { unreadPosition } from './unread-position.ts'

const items = [
  message(4, 'ada', 0),
  message(5, 'me', 0),
  system(6, { v: 1, kind: 'joined', user: 'bo' }),
  message(7, 'bo', 0),
  message(8, 'ada', 0),
]

test.each([
  ['nothing was unread', { after: 8, head: 8 }, true, -1],
  ['the first one of somebody else after the mark', { after: 4, head: 8 }, true, 3],
  ['own words and who came are no news', { after: 4, head: 6 }, true, -1],
  ['what came after the opening is no news', { after: 6, head: 6 }, true, -1],
  ['the mark is right before what is loaded', { after: 3, head: 8 }, true, 0],
  ['the first news are not loaded', { after: 2, head: 8 }, true, -1],
  ['everything is loaded, and all of it is news', { after: 0, head: 8 }, false, 0],
] as const)('%s', (_, span, hasBefore, at) => {
  expect(unreadPosition(items, hasBefore, span, 'me')).toBe(at)
})

test('what is on its way is never news', () => {
  expect(unreadPosition([message(9, 'bo', 0, { seq: null })], false, { after: 0, head: 9 }, 'me')).toBe(-1)
})
