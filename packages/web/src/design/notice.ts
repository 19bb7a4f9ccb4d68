/** `done` and `info` leave by themselves, `undo` waits 8 s, `error` stays until it is closed. */
export interface Notice {
  kind: 'info' | 'done' | 'undo' | 'error'
  text: string
  /** For `undo`: takes the deed back. For the others: the next step. */
  action?: { label: string; run: () => void } | undefined
  /** A notice with the same id takes the place of the one before. */
  id?: string | undefined
}
