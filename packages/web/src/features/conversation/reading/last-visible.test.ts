import { expect, test } from 'vitest'
import type { Row } from '../rows/row.ts'
import { message } from '../rows/sample.ts'
import { type Geometry, lastVisibleSeq } from './last-visible.ts'

const entry = (seq: number | null): Row => {
  const item = message(seq ?? 0, 'ada', 0, { seq, key: `m${seq}` })
  return { kind: 'message', key: item.key, item, leads: true }
}

/** A list of rows of given heights. */
function list(sizes: readonly number[], scrollOffset: number, viewportSize: number): Geometry {
  const offset = (index: number) => sizes.slice(0, index).reduce((sum, size) => sum + size, 0)
  return {
    scrollOffset,
    viewportSize,
    getItemOffset: offset,
    getItemSize: (index) => sizes[index] ?? 0,
    findItemIndex: (at) =>
      Math.max(
        0,
        sizes.findLastIndex((_, index) => offset(index) <= at),
      ),
  }
}

const rows = [entry(1), entry(2), entry(3), entry(4)]

test.each([
  ['all in view', list([30, 30, 30, 30], 0, 400), 4],
  ['the last one in view', list([30, 30, 30, 30], 0, 90), 3],
  ['one that is cut is not in view', list([30, 30, 30, 30], 0, 85), 2],
  ['scrolled down', list([30, 30, 30, 30], 30, 90), 4],
  ['a long one counts once its beginning is in view', list([30, 900, 30, 30], 0, 100), 2],
  ['nothing fits', list([30, 30, 30, 30], 0, 10), 0],
] as const)('%s', (_, geometry, seq) => {
  expect(lastVisibleSeq(geometry, rows)).toBe(seq)
})

test('lines and what is on its way have no position', () => {
  const mixed: Row[] = [entry(1), { kind: 'day', key: 'day', at: 0 }, entry(null)]
  expect(lastVisibleSeq(list([30, 30, 30], 0, 400), mixed)).toBe(1)
})
