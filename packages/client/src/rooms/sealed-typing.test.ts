import type { SealedTyping } from '@parley/protocol'
import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { isNew, TypingSigns } from './sealed-typing.ts'

test.each([
  ['the first of a device', 1000, 0, 1000, true],
  ['the next one', 1001, 1000, 1000, true],
  ['the same again', 1000, 1000, 1000, false],
  ['an older one', 999, 1000, 1000, false],
  ['of a clock that is minutes ahead', 301_000, 0, 1000, true],
  ['of a clock that is minutes behind', 1000, 0, 301_000, true],
  ['one that was kept for an hour', 1000, 0, 3_601_000, false],
])('row 40: a note, %s', (_, at, before, now, expected) => {
  expect(isNew(at, before, now)).toBe(expected)
})

/** Notes whose seal is their text, and keys that may still be missing. */
function desk(now: () => number) {
  let hasKey = true
  const said: boolean[] = []
  const sent: string[] = []
  const signs = new TypingSigns({
    clock: { ...systemClock, now, monotonic: now },
    seal: async (_, content) => JSON.stringify(content),
    open: async (_, __, sealed) => (hasKey ? { content: JSON.parse(sealed) as SealedTyping, device: 'phone' } : null),
    send: async (_, sealed) => sent.push(sealed),
  })
  const hear = (sealed: string) => signs.hear('r', { user: 'ben', sealed, say: (is) => said.push(is) })
  return { signs, said, sent, hear, keys: (has: boolean) => (hasKey = has) }
}

test('notes of one moment count up, and one that is outdated by then does not leave', async () => {
  const { signs, sent } = desk(() => 5)
  await signs.tell('r', true, () => true)
  await signs.tell('r', false, () => false)
  await signs.tell('r', false, () => true)
  expect(sent.map((one) => JSON.parse(one) as unknown)).toEqual([
    { v: 1, typing: true, at: 5 },
    { v: 1, typing: false, at: 7 },
  ])
})

test('a note whose key comes after it shows then, unless it would have ended', async () => {
  let now = 5
  const { signs, said, hear, keys } = desk(() => now)
  const note = (typing: boolean, at: number) => JSON.stringify({ v: 1, typing, at })
  keys(false)
  await hear(note(true, 5))
  keys(true)
  signs.mended('r')
  await expect.poll(() => said).toEqual([true])
  signs.mended('r')
  keys(false)
  await hear(note(false, 6))
  keys(true)
  now += 60_000
  signs.mended('r')
  await hear(note(true, 7))
  expect(said).toEqual([true, true])
})
