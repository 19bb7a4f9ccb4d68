import { expect, test } from 'vitest'
import { handOrder } from './hand-order.ts'

test('hands are numbered from the one that has been up longest', () => {
  const hands = [
    { device: 'cy', since: 300 },
    { device: 'ada', since: 100 },
    { device: 'bo', since: 200 },
  ]
  expect([...handOrder(hands)]).toEqual([
    ['ada', 1],
    ['bo', 2],
    ['cy', 3],
  ])
  expect(handOrder(hands.slice(0, 1)).get('cy')).toBe(1)
  expect(handOrder([]).size).toBe(0)
})

test('two hands of one moment have the same numbers on every device', () => {
  const [ada, bo] = [
    { device: 'ada', since: 100 },
    { device: 'bo', since: 100 },
  ]
  expect([...handOrder([bo, ada])]).toEqual([...handOrder([ada, bo])])
})
