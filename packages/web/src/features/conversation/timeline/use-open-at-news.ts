import type { JumpTarget, Timeline } from '@parley/client'
import { useEffect, useRef } from 'react'
import type { UnreadSpan } from '../rows/unread-position.ts'

/** Whether the first of the news lies before or after what is loaded. */
export function newsAreFar({ items, hasBefore, hasAfter }: Timeline, unread: UnreadSpan | null): boolean {
  const first = items[0]?.seq ?? null
  const last = items.at(-1)?.seq ?? null
  if (unread === null || unread.head <= unread.after) return false
  const news = unread.after + 1
  return (hasBefore && first !== null && first > news) || (hasAfter && last !== null && last < news)
}

interface Input {
  readonly timeline: Timeline
  readonly isOpen: boolean
  readonly unread: UnreadSpan | null
  readonly jumpTo: (target: JumpTarget) => Promise<void>
}

/** Goes to the first of the news once, when they are not in the part that a room opens with. */
export function useOpenAtNews({ timeline, isOpen, unread, jumpTo }: Input): void {
  const went = useRef(false)
  useEffect(() => {
    if (!isOpen || went.current) return
    went.current = true
    if (unread === null || !newsAreFar(timeline, unread)) return
    jumpTo({ kind: 'seq', seq: unread.after + 1 }).catch(() => undefined)
  }, [isOpen, timeline, unread, jumpTo])
}
