import type { Entry } from '@parley/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accept, gap, logFrom, noticed, type RoomLog, skipTo } from './room-log.ts'

const entry = (seq: number): Entry => ({
  seq,
  id: `m${seq}`,
  kind: 'message',
  sender: 'ada',
  device: 'd',
  at: seq,
  messages: seq,
  body: '{}',
})
const seqs = (entries: readonly Entry[]): number[] => entries.map(({ seq }) => seq)
const range = (after: number, until: number): Entry[] =>
  Array.from({ length: until - after }, (_, at) => entry(after + at + 1))

test('holds what came too early, and says what is missing', () => {
  const early = accept(logFrom(3), [entry(6), entry(5)])
  expect(early.ready).toEqual([])
  expect(gap(early.log)).toEqual({ after: 3, until: 4 })
  const filled = accept(early.log, [entry(4)])
  expect(seqs(filled.ready)).toEqual([4, 5, 6])
  expect(gap(filled.log)).toBeNull()
})

test('a head that somebody mentions shows a lost tail', () => {
  expect(gap(noticed(logFrom(3), 5))).toEqual({ after: 3, until: 5 })
  expect(gap(noticed(logFrom(3), 3))).toBeNull()
})

test('a skip goes on behind what is not fetched', () => {
  const { log, ready } = accept(skipTo(logFrom(3), 100), [entry(50), entry(101)])
  expect(seqs(ready)).toEqual([101])
  expect(log.cursor).toBe(101)
  expect(seqs(accept(skipTo(accept(logFrom(3), [entry(9), entry(11)]).log, 10), []).ready)).toEqual([11])
})

test('C6, C7: in any order, with duplicates and losses that are fetched: each once, in order', () => {
  const pieces = fc.array(fc.tuple(fc.nat(60), fc.nat(8), fc.boolean()), { maxLength: 60 })
  fc.assert(
    fc.property(fc.nat(20), pieces, (start, arrivals) => {
      const head = start + 80
      let log: RoomLog = logFrom(start)
      const shown: number[] = []
      const take = (entries: readonly Entry[]): void => {
        const before = structuredClone(log)
        const next = accept(log, entries)
        expect(log).toEqual(before)
        log = next.log
        shown.push(...seqs(next.ready))
      }
      for (const [at, size, fetches] of arrivals) {
        take(range(start + at, Math.min(head, start + at + size)).reverse())
        const hole = fetches ? gap(log) : null
        if (hole) take(range(hole.after, Math.min(hole.until, hole.after + 3)))
      }
      log = noticed(log, head)
      for (let hole = gap(log); hole; hole = gap(log)) take(range(hole.after, hole.until))
      expect(shown).toEqual(seqs(range(start, head)))
    }),
  )
})
