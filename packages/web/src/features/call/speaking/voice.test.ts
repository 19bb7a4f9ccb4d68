import { expect, test } from 'vitest'
import { heardLevel, silent, speakersOf, type Voice } from './voice.ts'

/** Levels that come 15 times a second, from 0 on; answers at which milliseconds somebody was speaking. */
function spoken(levels: readonly number[]): number[] {
  let voice: Voice = silent
  return levels.flatMap((level, at) => {
    voice = heardLevel(voice, level, at * 66)
    return voice.began === null ? [] : [at * 66]
  })
}

const [quiet, voiced] = [0.1, 0.6]
const of = (count: number, level: number): number[] => Array.from({ length: count }, () => level)

test('somebody speaks after 150 ms of voice, and until 600 ms after the last of it', () => {
  const times = spoken([...of(10, voiced), ...of(20, quiet)])
  expect(times[0]).toBe(198)
  expect(times.at(-1)).toBe(9 * 66 + 594)
})

test('a short noise is no speaking, and a pause between words does not end it', () => {
  expect(spoken([...of(2, voiced), ...of(20, quiet), ...of(2, voiced)])).toEqual([])
  const times = spoken([...of(5, voiced), ...of(7, quiet), ...of(5, voiced)])
  expect(times).toHaveLength(5 + 7 + 5 - 3)
})

test('three are marked at once, and who has spoken longest keeps the mark', () => {
  const since = (began: number | null): Voice => ({ ...silent, began })
  const voices = new Map([
    ['ada', since(40)],
    ['bo', since(10)],
    ['cy', since(null)],
    ['dora', since(30)],
    ['eve', since(20)],
  ])
  expect(speakersOf(voices)).toEqual(['bo', 'eve', 'dora'])
})
