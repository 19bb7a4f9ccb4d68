import type { ConnectionState, Timeline } from '@parley/client'
import { useState } from 'react'
import type { UnreadSpan } from '../rows/unread-position.ts'

interface Opened {
  /** What there is to show at first is there. */
  readonly isOpen: boolean
  /** What was unread then. */
  readonly unread: UnreadSpan | null
}

/** Whether the server is about to say how the room stands now. */
const catchesUp = (connection: ConnectionState): boolean =>
  connection.kind === 'offline' ||
  connection.kind === 'catching-up' ||
  (connection.kind === 'connecting' && connection.attempt === 1 && connection.retryAt === null)

/**
 * Whether a room shows what it opens with: what this device kept, and what was missed, unless there is no connection.
 * Each room has a first line that says who made it; without one nothing is there yet.
 */
export function hasOpened({ loading, head }: Pick<Timeline, 'loading' | 'head'>, connection: ConnectionState): boolean {
  return head > 0 && loading !== 'opening' && loading !== 'after' && !catchesUp(connection)
}

/** Follows the opening of a room; what was unread then stays marked until the room is left. */
export function useOpened(timeline: Timeline, connection: ConnectionState): Opened {
  const [opened, setOpened] = useState<Opened>({ isOpen: false, unread: null })
  if (opened.isOpen) return opened

  const isOpen = hasOpened(timeline, connection)
  const { openedAt: after, head } = timeline
  const unread = opened.unread?.after === after && opened.unread.head === head ? opened.unread : { after, head }
  const next: Opened = { isOpen, unread }
  if (isOpen || unread !== opened.unread) setOpened(next)
  return next
}
