import { expect, test } from 'vitest'
import { handClock } from '../../testing/index.ts'
import { Sightings } from './sightings.ts'

test('something lasts from when it was first seen as it is, by the clock of whoever looks', () => {
  const clock = handClock()
  const sightings = new Sightings(clock)
  expect(sightings.lasted('call ada', 'lease 1')).toBe(0)
  clock.pass(700)
  expect(sightings.lasted('call ada', 'lease 1')).toBe(700)
  expect(sightings.lasted('call ada', 'lease 2')).toBe(0)
  clock.pass(300)
  expect([sightings.lasted('call ada', 'lease 2'), sightings.lasted('call ben', 'lease 2')]).toEqual([300, 0])
})

test('what is not kept, and everything that starts over, begins to last anew', () => {
  const clock = handClock()
  const sightings = new Sightings(clock)
  const both = () => ['a', 'b'].map((what) => sightings.lasted(what, ''))
  both()
  clock.pass(5)
  sightings.keep((what) => what === 'b')
  expect(both()).toEqual([0, 5])
  clock.pass(5)
  sightings.startOver()
  expect(both()).toEqual([0, 0])
})
