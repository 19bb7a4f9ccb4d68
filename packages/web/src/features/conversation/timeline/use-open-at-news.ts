import type { JumpTarget, Timeline } from '@parley/client'
import { useEffect, useRef } from 'react'
import type { UnreadSpan } from '../rows/unread-position.ts'

/** Whether the first of the news lies before what is loaded. */
export function newsAreFar(timeline: Timeline, unread: UnreadSpan | null): boolean {
  const first = timeline.items[0]?.seq ?? null
  if (unread === null || first === null || !timeline.hasBefore) return false
  return unread.head > unread.after && first > unread.after + 1
}

interface Input {
  readonly timeline: Timeline
  readonly isOpen: boolean
  readonly unread: UnreadSpan | null
  readonly jumpTo: (target: JumpTarget) => Promise<void>
}

/** Goes to the first of the news once, when there are more of them than a room opens with. */
export function useOpenAtNews({ timeline, isOpen, unread, jumpTo }: Input): void {
  const went = useRef(false)
  useEffect(() => {
    if (!isOpen || went.current) return
    went.current = true
    if (unread === null || !newsAreFar(timeline, unread)) return
    jumpTo({ kind: 'seq', seq: unread.after + 1 }).catch(() => undefined)
  }, [isOpen, timeline, unread, jumpTo])
}
