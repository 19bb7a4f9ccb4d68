import { expect, test } from 'vitest'
import { Voices } from './voices.ts'

/** Tracks that say what they are told to say. */
function tracks() {
  const open = new Map<MediaStreamTrack, (level: number) => void>()
  let now = 0
  const voices = new Voices(
    (track, onLevel) => {
      open.set(track, onLevel)
      return () => {
        open.delete(track)
        onLevel(0)
      }
    },
    () => now,
  )
  const make = () => ({}) as MediaStreamTrack
  /** So many levels of one track, 15 a second. */
  function say(track: MediaStreamTrack, level: number, count: number): void {
    for (let n = 0; n < count; n += 1) {
      now += 66
      open.get(track)?.(level)
    }
  }
  return { voices, make, say, open }
}

test('who speaks is told when it changes, and not with each level', () => {
  const { voices, make, say } = tracks()
  const ada = make()
  const told: string[][] = []
  voices.speaking.subscribe(() => told.push([...voices.speaking.get()]))
  voices.listen(new Map([['ada', ada]]))
  say(ada, 0.6, 20)
  say(ada, 0, 20)
  expect(told).toEqual([['ada'], []])
})

test('who goes or falls silent on purpose is followed no more and does not speak', () => {
  const { voices, make, say, open } = tracks()
  const [ada, bo] = [make(), make()]
  voices.listen(
    new Map([
      ['ada', ada],
      ['bo', bo],
    ]),
  )
  say(ada, 0.6, 5)
  expect(voices.speaking.get()).toEqual(['ada'])
  voices.listen(new Map([['bo', bo]]))
  expect(voices.speaking.get()).toEqual([])
  expect([...open.keys()]).toEqual([bo])
})

test('levels go on to a listener when somebody takes another microphone', () => {
  const { voices, make, say } = tracks()
  const [one, other] = [make(), make()]
  const levels: number[] = []
  const stop = voices.onLevel('ada', (level) => levels.push(level))
  voices.listen(new Map([['ada', one]]))
  say(one, 0.5, 1)
  voices.listen(new Map([['ada', other]]))
  say(other, 0.7, 1)
  stop()
  say(other, 0.9, 1)
  expect(levels).toEqual([0.5, 0, 0.7])
})
