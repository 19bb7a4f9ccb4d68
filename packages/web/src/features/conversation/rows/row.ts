import type { TimelineItem } from '@parley/client'

/** A message with its place in a group: `leads` shows who wrote it. */
export interface MessageRow {
  readonly kind: 'message'
  readonly key: string
  readonly item: TimelineItem
  readonly leads: boolean
}

/** Lines that the server wrote, of one kind and one after another. */
export interface SystemRow {
  readonly kind: 'system'
  readonly key: string
  readonly items: readonly TimelineItem[]
}

/** A call that took place, or did not. */
export interface CallRow {
  readonly kind: 'call'
  readonly key: string
  readonly item: TimelineItem
}

/** A line of the list as it is drawn. */
export type Row =
  | MessageRow
  | SystemRow
  | CallRow
  | { readonly kind: 'start'; readonly key: 'start' }
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  /** From here on until a room was encrypted: what stands there is older than that. */
  | { readonly kind: 'clear'; readonly key: string }
  | { readonly kind: 'unread'; readonly key: 'unread'; readonly at: number }

/** Rows that one can stand on with the arrow keys. */
export type EntryRow = MessageRow | SystemRow | CallRow

/** Whether a row carries entries of the room. */
export function isEntry(row: Row): row is EntryRow {
  return row.kind === 'message' || row.kind === 'system' || row.kind === 'call'
}

/** The last item of a row. */
export function lastItem(row: EntryRow): TimelineItem | undefined {
  return row.kind === 'system' ? row.items.at(-1) : row.item
}
