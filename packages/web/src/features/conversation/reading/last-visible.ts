import { isEntry, lastItem, type Row } from '../rows/row.ts'

/** What is known of the list's geometry, in pixels. */
export interface Geometry {
  readonly scrollOffset: number
  readonly viewportSize: number
  findItemIndex(offset: number): number
  getItemOffset(index: number): number
  getItemSize(index: number): number
}

/** So much of a long message counts as having it in view. */
const enough = 48
/** A list smaller than this shows nothing. */
const tooSmall = 24

/** The index of the last row in view; -1 when nothing is. */
function lastVisibleRow(list: Geometry): number {
  if (list.viewportSize < tooSmall) return -1
  const bottom = list.scrollOffset + list.viewportSize + 1
  let index = list.findItemIndex(bottom)
  while (index >= 0) {
    const needed = Math.min(list.getItemSize(index), enough)
    if (list.getItemOffset(index) + needed <= bottom) return index
    index -= 1
  }
  return -1
}

/** The position up to which rows have been in view; 0 for none. */
export function lastVisibleSeq(list: Geometry, rows: readonly Row[]): number {
  for (let index = Math.min(lastVisibleRow(list), rows.length - 1); index >= 0; index -= 1) {
    const row = rows[index]
    if (row === undefined || !isEntry(row)) continue
    const seq = lastItem(row)?.seq ?? null
    if (seq !== null) return seq
  }
  return 0
}
