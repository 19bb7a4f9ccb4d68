import type { EntryRow } from '../rows/row.ts'

/** What every row that one can stand on is given. */
export interface RowProps<Of extends EntryRow> {
  readonly row: Of
  /** Tab leads here. */
  readonly isStop: boolean
  /** It was jumped to. */
  readonly isRevealed: boolean
  readonly onFocusRow: (key: string) => void
}
