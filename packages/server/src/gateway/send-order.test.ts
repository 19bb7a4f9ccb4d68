import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SendOrder } from './send-order.ts'

test('C5: what stands behind a refused message waits for it, in its own room only', () => {
  const order = new SendOrder()
  order.refuse('hall', 'a', 500, 0)
  expect(order.hold('hall', 'b', 10)).toBeGreaterThan(0)
  expect(order.hold('garden', 'b', 10)).toBe(0)
  expect(order.hold('hall', 'a', 20)).toBe(0)
  expect(order.hold('hall', 'b', 30)).toBe(0)
})

test('C5: a message that never comes again does not hold the others for ever', () => {
  const order = new SendOrder()
  order.refuse('hall', 'a', 500, 0)
  expect(order.hold('hall', 'b', 6000)).toBe(0)
})

test('C5: whatever is refused when, a sender that retries in order is served in order', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 5, maxLength: 200 }), (refusals) => {
      const order = new SendOrder()
      const waiting = ['1', '2', '3', '4', '5']
      const stored: string[] = []
      let now = 0
      for (let round = 0; waiting.length > 0 && round < 1000; round += 1) {
        for (const id of [...waiting]) {
          now += 1
          if (order.hold('hall', id, now) > 0) continue
          if (refusals.pop()) order.refuse('hall', id, 10, now)
          else stored.push(...waiting.splice(waiting.indexOf(id), 1))
        }
      }
      expect(stored).toEqual(['1', '2', '3', '4', '5'])
    }),
  )
})
