import { expect, test } from 'vitest'
import { memoryStore } from '../store/memory.ts'
import { skippingClock } from '../testing/skipping-clock.ts'
import { UnreadableReport } from './unreadable-report.ts'

const minute = 60_000

test('what was found closed before this device had its keys is told a minute after it has them, if it still is', async () => {
  const clock = skippingClock()
  const told: unknown[] = []
  let hasKeys = false
  const report = new UnreadableReport({
    store: memoryStore(),
    clock,
    mayCount: () => true,
    hasKeys: () => hasKeys,
    tell: async (counts) => {
      told.push(counts)
      return { counted: true, again: 10 * minute }
    },
  })
  const closed = { kind: 'closed', why: 'no-key' } as const
  const entry = (id: string) => ({ id, opening: closed }) as never
  report.seen('room', [entry('one'), entry('two')])
  clock.skip(minute)
  hasKeys = true
  report.seen('room', [{ id: 'two', opening: { kind: 'opened' } } as never])
  await Promise.resolve()
  expect(told).toEqual([])
  clock.skip(minute)
  await expect.poll(() => told).toEqual([[{ why: 'no-key', count: 1 }]])
})
