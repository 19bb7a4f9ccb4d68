import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Waiting } from '../sql/outcome.ts'
import { nextBatch } from './lanes.ts'

const crowd = 256

const waiting = (kind: string, room: string): Waiting => ({
  item: [kind, { room }],
  resolve: () => undefined,
  reject: () => undefined,
})
const append = (room: number) => waiting('entry.append', `r${room}`)
const roomOf = ({ item: [, write] }: Waiting) => (write as { readonly room: string }).room

const appends = (least: number) => fc.array(fc.nat(20).map(append), { minLength: least, maxLength: 1500 })

test('alone, a commit takes what has waited longest, at most 512', () => {
  const queue = Array.from({ length: 600 }, (_, n) => append(n))
  const first = queue.slice(0, 512)
  expect(nextBatch(queue, [], crowd)).toEqual(first)
  expect(queue).toHaveLength(88)
})

test('a second commit takes entries of rooms that the first does not touch, and leaves each room in its order', () => {
  fc.assert(
    fc.property(appends(257), appends(1), (waitingNow, running) => {
      const queue = [...waitingNow]
      const taken = new Set(running.map(roomOf))
      const batch = nextBatch(queue, running, crowd)
      expect(batch.length).toBeLessThanOrEqual(512)
      expect(batch.length > 0).toBe(waitingNow.slice(0, 1024).some((one) => !taken.has(roomOf(one))))
      for (const one of batch) expect(taken.has(roomOf(one))).toBe(false)
      for (const [room, before] of Map.groupBy(waitingNow, roomOf)) {
        expect([...batch, ...queue].filter((one) => roomOf(one) === room)).toEqual(before)
      }
    }),
  )
})

test('a second commit waits where few wait, beside a write that may touch anything, and takes nothing that is behind one', () => {
  const few = Array.from({ length: 256 }, () => append(1))
  expect(nextBatch(few, [append(2)], crowd)).toEqual([])
  const many = Array.from({ length: 300 }, () => append(1))
  expect(nextBatch(many, [waiting('room.change', 'r2')], crowd)).toEqual([])
  const mixed = [append(1), waiting('account.create', ''), ...many]
  expect(nextBatch(mixed, [append(2)], crowd)).toHaveLength(1)
  expect(mixed).toHaveLength(301)
})
