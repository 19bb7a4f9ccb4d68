import { expect, test } from 'vitest'
import { burstOf } from './burst.ts'

test('of a burst everybody and every sign is named once, and oneself is not', () => {
  const shown = [
    { key: 1, device: 'ada', emoji: '👏' },
    { key: 2, device: 'me', emoji: '🎉' },
    { key: 3, device: 'bo', emoji: '👏' },
    { key: 4, device: 'ada', emoji: '👍' },
  ]
  expect(burstOf(shown, 'me')).toEqual({ devices: ['ada', 'bo'], signs: ['👏', '👍'] })
  expect(burstOf(shown.slice(1, 2), 'me')).toEqual({ devices: [], signs: [] })
})
