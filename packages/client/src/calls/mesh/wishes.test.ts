import type { CallSignal } from '@parley/protocol'
import { expect, test } from 'vitest'
import { skippingClock } from '../../testing/skipping-clock.ts'
import { Wishes } from './wishes.ts'

function wishes() {
  const clock = skippingClock()
  const said: CallSignal[] = []
  const made = new Wishes({ send: (signal) => void said.push(signal), clock })
  return { made, clock, said }
}

const wish = (camera: boolean, screen: boolean): CallSignal => ({ v: 1, kind: 'media-wish', camera, screen })

test('row 81: a picture that nobody sees is not wanted, after a moment in which it may be seen again', () => {
  const { made, clock, said } = wishes()
  made.show('camera', true)
  made.show('camera', false)
  clock.skip(400)
  made.show('camera', true)
  clock.skip(10_000)
  expect(said).toEqual([])
  made.show('camera', false)
  made.show('screen', false)
  clock.skip(500)
  expect(said).toEqual([wish(false, false)])
})

test('row 81: what is seen again is asked for at once, and nothing is said twice', () => {
  const { made, clock, said } = wishes()
  made.show('camera', false)
  clock.skip(500)
  made.show('camera', false)
  clock.skip(500)
  made.show('camera', true)
  expect(said).toEqual([wish(false, true), wish(true, true)])
})

test('a connection that begins anew is told again, unless everything is wanted', () => {
  const { made, clock, said } = wishes()
  made.again()
  made.show('screen', false)
  clock.skip(500)
  made.again()
  expect(said).toEqual([wish(true, false), wish(true, false)])
  made.show('camera', false)
  made.close()
  clock.skip(500)
  expect(said).toHaveLength(2)
})
