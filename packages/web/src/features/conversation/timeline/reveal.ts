import type { JumpTarget } from '@parley/client'
import { isEntry, lastItem, type Row } from '../rows/row.ts'

/** A place to show once; another object asks again. */
export interface Reveal {
  readonly target: JumpTarget
}

/** The row of a target among those that are loaded: the first at or after it; -1 for the end. */
export function rowOf(target: JumpTarget, rows: readonly Row[]): number {
  if (target.kind === 'newest') return -1
  return rows.findIndex((row) => {
    if (!isEntry(row)) return false
    const item = lastItem(row)
    if (item === undefined) return false
    return target.kind === 'seq' ? item.seq !== null && item.seq >= target.seq : item.at >= target.at
  })
}
