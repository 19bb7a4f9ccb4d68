import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SendOrder } from './send-order.ts'

test('C5: what stands behind a refused message waits for it, in its own room only', () => {
  const order = new SendOrder()
  order.refuse('hall', 'a', 500, 0)
  expect(order.hold('hall', 'b', 10)).toBe('wait')
  expect(order.hold('garden', 'b', 10)).toBe('go')
  expect(order.hold('hall', 'a', 20)).toBe('go')
  expect(order.hold('hall', 'b', 30)).toBe('go')
})

test('C5: a message that does not come again in time ends the connection, and is not overtaken in it', () => {
  const order = new SendOrder()
  order.refuse('hall', 'a', 500, 0)
  expect(order.hold('hall', 'b', 6000)).toBe('lost')
  expect(order.hold('hall', 'c', 6001)).toBe('lost')
  expect(order.hold('garden', 'c', 6001)).toBe('go')
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
          if (order.hold('hall', id, now) !== 'go') continue
          if (refusals.pop()) order.refuse('hall', id, 10, now)
          else stored.push(...waiting.splice(waiting.indexOf(id), 1))
        }
      }
      expect(stored).toEqual(['1', '2', '3', '4', '5'])
    }),
  )
})
