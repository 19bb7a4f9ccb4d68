import { expect, test } from 'vitest'
import { SeatMemory } from './seat-memory.ts'

function memory(value: string | null): SeatMemory {
  let kept = value
  return new SeatMemory({
    getItem: () => kept,
    setItem: (_key, next) => {
      kept = next
    },
    removeItem: () => {
      kept = null
    },
  })
}

const seat = { call: 'c', since: 5, muted: true, camera: false }

test('what was kept comes back, until it is forgotten', () => {
  const own = memory(null)
  own.set(seat)
  expect(own.get()).toEqual(seat)
  own.set(null)
  expect(own.get()).toBeNull()
})

test.each([null, '', '{', '7', '{"call":7}'])('nothing readable is no seat: %s', (value) => {
  expect(memory(value).get()).toBeNull()
})

test('what is missing is guarded', () => {
  expect(memory('{"call":"c","since":"x"}').get()).toEqual({ call: 'c', since: null, muted: false, camera: false })
})
