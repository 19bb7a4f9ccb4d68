import type { Timeline } from '@parley/client'
import { useState } from 'react'
import type { UnreadSpan } from '../rows/unread-position.ts'

interface Opened {
  /** What there is to show at first is there. */
  readonly isOpen: boolean
  /** What was unread then. */
  readonly unread: UnreadSpan | null
}

/** Follows the opening of a room; what was unread then stays marked until the room is left. */
export function useOpened(timeline: Timeline): Opened {
  const [began, setBegan] = useState(false)
  const [opened, setOpened] = useState<Opened>({ isOpen: false, unread: null })
  if (opened.isOpen) return opened

  const opening = timeline.loading === 'opening'
  if (opening && !began) setBegan(true)
  const isOpen = !opening && (began || timeline.items.length > 0)
  const { openedAt: after, head } = timeline
  const unread = opened.unread?.after === after && opened.unread.head === head ? opened.unread : { after, head }
  const next: Opened = { isOpen, unread }
  if (isOpen || unread !== opened.unread) setOpened(next)
  return next
}
