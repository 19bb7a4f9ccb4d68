import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SendOrder } from './send-order.ts'

const go = (turn: number) => ({ kind: 'go', turn })
const wait = { kind: 'wait' }
const lost = { kind: 'lost' }

test('C5: what stands behind a refused message waits for it, in its own room only', () => {
  const order = new SendOrder()
  expect(order.hold('hall', 'a', 0)).toEqual(go(1))
  order.refuse('hall', { id: 'a', turn: 1 }, 500, 0)
  expect(order.hold('hall', 'b', 10)).toEqual(wait)
  expect(order.hold('garden', 'b', 10)).toEqual(go(2))
  expect(order.hold('hall', 'a', 20)).toEqual(go(3))
  expect(order.hold('hall', 'b', 30)).toEqual(go(4))
})

test('C5: a message that does not come again in time ends the connection, and is not overtaken in it', () => {
  const order = new SendOrder()
  order.refuse('hall', { id: 'a', turn: 1 }, 500, 0)
  expect(order.hold('hall', 'b', 6000)).toEqual(lost)
  expect(order.hold('hall', 'c', 6001)).toEqual(lost)
  expect(order.hold('garden', 'c', 6001)).toEqual(go(1))
})

test('C5: of two refused messages the one that came first has to come again first, also if it was refused last', () => {
  const order = new SendOrder()
  order.refuse('hall', { id: 'b', turn: 2 }, 0, 0)
  order.refuse('hall', { id: 'a', turn: 1 }, 0, 0)
  expect(order.hold('hall', 'b', 10)).toEqual(wait)
  expect(order.hold('hall', 'a', 10)).toEqual(go(1))
})

const five = ['1', '2', '3', '4', '5']
/** How many of what went to it the store takes, and whether it refuses the rest from the last one on. */
const round = fc.record({ taken: fc.nat(4), backwards: fc.boolean() })
const peace = five.map(() => ({ taken: 5, backwards: false }))

test('C5: whatever is refused when, and answered in whatever order, a sender that retries in order is served in order', () => {
  fc.assert(
    fc.property(fc.array(round, { maxLength: 30 }), (rounds) => {
      const order = new SendOrder()
      const stored: string[] = []
      for (const [now, { taken, backwards }] of [...rounds, ...peace].entries()) {
        const gone = five
          .filter((id) => !stored.includes(id))
          .flatMap((id) => {
            const hold = order.hold('hall', id, now)
            return hold.kind === 'go' ? [{ id, turn: hold.turn }] : []
          })
        stored.push(...gone.slice(0, taken).map(({ id }) => id))
        const refused = gone.slice(taken)
        for (const one of backwards ? refused.toReversed() : refused) order.refuse('hall', one, 10, now)
      }
      expect(stored).toEqual(five)
    }),
  )
})
