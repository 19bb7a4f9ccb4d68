import type { Content, ErrorAnswer, MembershipChange } from '@parley/protocol'
import type { Closed } from '../sealing/opening.ts'

/** What stands in an item. */
export type ItemContent =
  | Content
  | { readonly kind: 'membership'; readonly change: MembershipChange }
  /** `newer`: written by a newer Parley. `broken`: nobody can read it. The others: sealed, and not open here (yet). */
  | { readonly kind: 'unreadable'; readonly why: 'newer' | 'broken' | Closed }

export type Sending =
  /** Stored on this device, on its way. */
  | { readonly kind: 'sending' }
  /** In the log of the room: durable. Delivered and read are counted from the marks of the room. */
  | { readonly kind: 'sent' }
  /** Refused for good: wait for "retry" or "discard". */
  | { readonly kind: 'failed'; readonly error: ErrorAnswer }

/** One line of a conversation. */
export interface TimelineItem {
  /** The message id: stays the same from sending to history. */
  readonly key: string
  /** Position in the room; null before the server gave one. */
  readonly seq: number | null
  readonly sender: string
  /** Milliseconds since 1970: the server's clock, or this device's before it is sent. For display only. */
  readonly at: number
  readonly content: ItemContent
  /** It was written before this room was encrypted. */
  readonly isClear?: true
  readonly delivery: Sending
}

/** What is being fetched. */
export type TimelineLoading = null | 'opening' | 'before' | 'after'

/** The part of a room's log that one window shows, without a hole in it, and the own messages on their way. */
export interface Timeline {
  /** Entries by position, then what is on its way, in the order it was written. */
  readonly items: readonly TimelineItem[]
  readonly hasBefore: boolean
  /** The newest is not shown: pending messages are hidden too until `jumpTo({ kind: 'newest' })`. */
  readonly hasAfter: boolean
  readonly loading: TimelineLoading
  /** Last position of the room as known. */
  readonly head: number
  /** The own read mark when the room was opened: the line "new messages" stands after it. */
  readonly openedAt: number
}

export const emptyTimeline: Timeline = {
  items: [],
  hasBefore: false,
  hasAfter: false,
  loading: null,
  head: 0,
  openedAt: 0,
}
