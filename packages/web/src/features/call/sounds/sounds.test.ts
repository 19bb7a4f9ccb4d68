import { expect, test } from 'vitest'
import { hertz, type Sound, sounds } from './sounds.ts'

test.each(Object.entries(sounds) as [string, Sound][])('%s is short, and not louder than the ring', (_, sound) => {
  expect(Math.max(...sound.notes.map(({ at, lasts }) => at + lasts))).toBeLessThanOrEqual(1)
  expect(sound.volume).toBeLessThanOrEqual(sounds.incoming.volume)
  expect(sound.notes.every(({ pitch }) => hertz(pitch) > 100 && hertz(pitch) < 1000)).toBe(true)
})
