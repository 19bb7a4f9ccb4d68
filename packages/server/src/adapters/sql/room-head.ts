import type { EntryKind, RoomKind } from '@parley/protocol'
import type { Append } from '../../ports/storage/entries.ts'
import type { NewStanding } from '../../ports/storage/rooms.ts'
import type { Row } from './rows.ts'

/** The end of a room's log, as the writer that holds it knows it. */
export interface RoomHead {
  readonly n: number
  readonly kind: RoomKind
  /** How far its membership log goes; null: it is not sealed. */
  lines: number | null
  /** First position that whoever comes may read; null: that of their coming. */
  visibleFrom: number | null
  seq: number
  messages: number
  at: number
}

export interface NewEntry {
  readonly id: string
  readonly kind: EntryKind
  readonly sender: string
  readonly device: string
  readonly at: number
  readonly body: string
}

export const headColumns = 'n, kind, lines, visible_from, last_seq, messages, last_at'

export const headOf = (row: Row): RoomHead => ({
  n: row['n'] as number,
  kind: row['kind'] as RoomKind,
  lines: row['lines'] as number | null,
  visibleFrom: row['visible_from'] as number | null,
  seq: row['last_seq'] as number,
  messages: row['messages'] as number,
  at: row['last_at'] as number,
})

/** Where a member's reading begins, and their read mark, after a change at the end of a log; `row`: as it was before. */
export function placeOf(head: RoomHead, row: Row | undefined, { since, read }: Pick<NewStanding, 'since' | 'read'>) {
  const here = head.visibleFrom ?? head.seq
  const from = since === 'here' ? here : since === 'start' ? 1 : ((row?.['since'] as number | undefined) ?? 1)
  const [seq, messages] =
    read === 'here'
      ? [head.seq, head.messages]
      : [(row?.['read_seq'] as number | undefined) ?? 0, (row?.['read_messages'] as number | undefined) ?? 0]
  return { from, seq, messages }
}

/** What a sealed room does not take: what is clear, and what was sealed without knowing of its newest lines. */
export function unfit({ lines }: RoomHead, append: Append): 'not-sealed' | 'stale' | null {
  if (lines === null) return null
  if (append.isClear) return 'not-sealed'
  return append.lines !== undefined && append.lines < lines ? 'stale' : null
}
