import type { JumpTarget, Timeline } from '@parley/client'
import { isEntry, lastItem, type Row } from '../rows/row.ts'

/** A place to show once; another object asks again. */
export interface Reveal {
  readonly target: JumpTarget
}

/** Whether the part of the log that is loaded holds a target: the word that a jump is done may come before its page. */
export function isLoaded(target: JumpTarget, { items, hasBefore, hasAfter }: Timeline): boolean {
  if (target.kind === 'newest') return !hasAfter
  const logged = items.filter(({ seq }) => seq !== null)
  const [first, last] = [logged[0], logged.at(-1)]
  if (first === undefined || last === undefined) return !hasBefore && !hasAfter
  const [from, until, wanted] =
    target.kind === 'seq' ? [first.seq ?? 0, last.seq ?? 0, target.seq] : [first.at, last.at, target.at]
  return (from <= wanted || !hasBefore) && (until >= wanted || !hasAfter)
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
