import { expect, test } from 'vitest'
import { skippingClock } from '../testing/skipping-clock.ts'
import { Reactions } from './reactions.ts'

test('a sign shows for three seconds, and of each device four at most', () => {
  const clock = skippingClock()
  const reactions = new Reactions(clock)
  const shown = () => reactions.shown.get().map(({ device, emoji }) => `${device} ${emoji}`)
  expect(['👍', '👏', '🎉', '❤️', '😂'].map((emoji) => reactions.add('ada', emoji))).toEqual([
    true,
    true,
    true,
    true,
    false,
  ])
  expect(reactions.add('ben', '👩🏽‍🚀')).toBe(true)
  expect(shown()).toEqual(['ada 👍', 'ada 👏', 'ada 🎉', 'ada ❤️', 'ben 👩🏽‍🚀'])
  clock.skip(3000)
  expect(shown()).toEqual([])
  expect(reactions.add('ada', '😂')).toBe(true)
})

test('of all there are twelve at most, and what is no sign does not show', () => {
  const reactions = new Reactions(skippingClock())
  const devices = Array.from({ length: 13 }, (_, n) => `device-${n}`)
  expect(devices.map((device) => reactions.add(device, '👍')).lastIndexOf(true)).toBe(11)
  const hostile = new Reactions(skippingClock())
  for (const text of ['', 'a', 'rude', '👍👍', '👍 rude', '<b>', '\u202e', '1'])
    expect(hostile.add('ada', text)).toBe(false)
})
