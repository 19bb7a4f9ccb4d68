import { expect, test } from 'vitest'
import { isThere } from './enter-by.ts'

const [sealed, other, open] = ['s'.repeat(43), 'o'.repeat(43), 'p'.repeat(22)]

test('a link into a sealed room leads there and nowhere else', () => {
  const link = { token: 't', sealed: { room: sealed, secret: 'k'.repeat(43) } }
  expect(isThere(link, sealed)).toBe(true)
  for (const room of [other, open, null]) expect(isThere(link, room)).toBe(false)
})

test('a link without a secret leads into no sealed room', () => {
  const link = { token: 't', sealed: null }
  expect([isThere(link, open), isThere(link, null), isThere(link, sealed)]).toEqual([true, true, false])
})
