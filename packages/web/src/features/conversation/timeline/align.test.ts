import { expect, test } from 'vitest'
import type { Row } from '../rows/row.ts'
import { message } from '../rows/sample.ts'
import { align } from './align.ts'

const entry = (seq: number): Row => ({ kind: 'message', key: `m${seq}`, item: message(seq, 'ada', 0), leads: true })
const day: Row = { kind: 'day', key: 'day:1', at: 0 }
const rows = (from: number, to: number): Row[] => Array.from({ length: to - from + 1 }, (_, at) => entry(from + at))
const steps = (from: readonly Row[], to: readonly Row[]) => {
  const change = align(from, to)
  return change.kind === 'fresh' ? 'fresh' : change.steps.map(({ rows: { length }, shift }) => ({ length, shift }))
}

test('what comes at the end does not shift', () => {
  expect(steps(rows(5, 8), rows(5, 9))).toEqual([{ length: 5, shift: false }])
})

test('what comes at the start shifts, with the day above it', () => {
  expect(steps([day, ...rows(5, 8)], [day, ...rows(1, 8)])).toEqual([{ length: 9, shift: true }])
})

test('a window that moves on changes its start first, then its end', () => {
  expect(steps(rows(1, 600), rows(11, 610))).toEqual([
    { length: 590, shift: true },
    { length: 600, shift: false },
  ])
  expect(steps(rows(101, 700), rows(1, 600))).toEqual([
    { length: 700, shift: true },
    { length: 600, shift: false },
  ])
})

test('another part of the log is another list', () => {
  expect(steps(rows(1, 100), rows(500, 600))).toBe('fresh')
  expect(steps([day], [day])).toBe('fresh')
})
