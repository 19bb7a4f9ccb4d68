import { defaultLimits } from '@parley/protocol'
import { expect, test } from 'vitest'
import { memoryFanout } from '../adapters/memory/fanout.ts'
import type { Fanout, Reach } from '../ports/fanout.ts'
import { handClock } from '../testing/hand-clock.ts'
import { Rates } from './rates.ts'
import { shareRates } from './shared-rates.ts'

const message = { bucket: 'messages' } as const

/** Two nodes that hear each other as long as their fan-out reaches. */
function openPair() {
  const clock = handClock()
  const both = memoryFanout(() => undefined)
  let reach: Reach = 'all'
  const fanout: Fanout = {
    publish: both.publish,
    replay: both.replay,
    subscribe: both.subscribe,
    watch: both.watch,
    get reach() {
      return reach
    },
    [Symbol.asyncDispose]: () => both[Symbol.asyncDispose](),
  }
  const [a, b] = ['a', 'b'].map((node) => {
    const rates = new Rates(clock, defaultLimits)
    shareRates(rates, { fanout, clock, node })
    return rates
  })
  if (!a || !b) throw new Error('two nodes')
  return {
    a,
    b,
    clock,
    part: () => {
      reach = 'self'
    },
  }
}

/** How many of so many messages were let through. */
const passed = (rates: Rates, who: string, many: number): number =>
  Array.from({ length: many }, () => rates.take(who, message)).filter((refusal) => refusal === null).length

test('row 99: on two nodes one has as much as on one, and nobody else has less', () => {
  const { a, b, clock } = openPair()
  let sum = 0
  for (let turn = 0; turn < 40; turn += 1) {
    sum += passed(a, 'ada', 5) + passed(b, 'ada', 5)
    clock.pass(250)
  }
  // Ten seconds: the burst, ten a second, and what the other node had not heard of yet.
  expect(sum).toBeGreaterThanOrEqual(defaultLimits.messagesPerSecond * 9)
  expect(sum).toBeLessThanOrEqual(defaultLimits.messagesBurst + defaultLimits.messagesPerSecond * 10 + 10)
  expect(passed(b, 'ben', 60)).toBe(defaultLimits.messagesBurst)
})

test('row 99: a node that hears no other limits by itself, and nothing is taken off later for what was before', () => {
  const { a, b, clock, part } = openPair()
  part()
  expect(passed(a, 'ada', 60)).toBe(defaultLimits.messagesBurst)
  clock.pass(250)
  expect(passed(b, 'ada', 60)).toBe(defaultLimits.messagesBurst)
})

test('row 99: whoever used up another node waits as long as is said, and is then let through', () => {
  const { a, b, clock } = openPair()
  expect(passed(a, 'ada', 60)).toBe(defaultLimits.messagesBurst)
  clock.pass(250)
  const refusal = b.take('ada', message)
  expect(refusal?.retryAfter).toBeGreaterThan(0)
  clock.pass(refusal?.retryAfter ?? 0)
  expect(b.take('ada', message)).toBeNull()
})
