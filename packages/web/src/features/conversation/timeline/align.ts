import { isEntry, type Row } from '../rows/row.ts'

/** How a drawn list becomes the next one: at the start first, then at the end, so that what is read stays in place. */
export interface Step {
  readonly rows: readonly Row[]
  /** Rows were added or removed at the start only. */
  readonly shift: boolean
}

export type Change =
  /** Nothing of what was drawn is left. */
  { readonly kind: 'fresh' } | { readonly kind: 'steps'; readonly steps: readonly Step[] }

const places = (rows: readonly Row[]): ReadonlyMap<string, number> =>
  new Map(rows.flatMap((row, at) => (isEntry(row) ? [[row.key, at] as const] : [])))

/** The steps from one list to the next. */
export function align(from: readonly Row[], to: readonly Row[]): Change {
  const next = places(to)
  const stays = (row: Row): boolean => isEntry(row) && next.has(row.key)
  const first = from.findIndex(stays)
  if (first === -1) return { kind: 'fresh' }
  const last = from.findLastIndex(stays)
  const firstThere = next.get(from[first]?.key ?? '') ?? 0
  const lastThere = next.get(from[last]?.key ?? '') ?? 0
  if (firstThere === first) return { kind: 'steps', steps: [{ rows: to, shift: false }] }
  const tail = from.slice(last + 1)
  if (tail.length === 0 && lastThere === to.length - 1) return { kind: 'steps', steps: [{ rows: to, shift: true }] }
  const between = [...to.slice(0, lastThere + 1), ...tail]
  return {
    kind: 'steps',
    steps: [
      { rows: between, shift: true },
      { rows: to, shift: false },
    ],
  }
}
