import type { RoomHandle } from '@parley/client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { isAttentive, useAttention } from './attention.ts'

interface Reading {
  /** The highest position that was in view since the room was opened. */
  readonly seen: number
  /** Says that everything up to here is in view now. */
  readonly saw: (seq: number) => void
}

/** Marks as read what was in view while somebody could be looking. */
export function useReading(handle: RoomHandle): Reading {
  const [seen, setSeen] = useState(0)
  const inView = useRef(0)
  const marked = useRef(0)
  const { isAttentive: attention, isOnPage } = useAttention()

  const mark = useCallback(() => {
    if (!isAttentive(isOnPage) || inView.current <= marked.current) return
    marked.current = inView.current
    handle.markRead(marked.current)
  }, [handle, isOnPage])

  const saw = useCallback(
    (seq: number) => {
      inView.current = Math.max(inView.current, seq)
      setSeen(inView.current)
      mark()
    },
    [mark],
  )

  useEffect(() => {
    if (attention) mark()
  }, [attention, mark])

  return { seen, saw }
}
