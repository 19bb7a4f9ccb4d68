import type { RoomHandle, Timeline } from '@parley/client'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { VirtualizerHandle } from 'virtua'
import { lastVisibleSeq } from '../reading/last-visible.ts'
import { type Reveal, rowOf } from './reveal.ts'
import type { Drawn } from './use-steps.ts'
import { useUserInput } from './user-input.ts'

interface Input {
  readonly handle: RoomHandle
  readonly timeline: Timeline
  readonly drawn: Drawn
  readonly isOpen: boolean
  readonly reveal: Reveal | null
  /** Told how far the room is in view. */
  readonly saw: (seq: number) => void
}

export interface Scroll {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly list: RefObject<VirtualizerHandle | null>
  /** The newest is in view, and new ones will be. */
  readonly atEnd: boolean
  /** The row that was jumped to. */
  readonly revealed: string | null
  readonly onScroll: () => void
  readonly onResize: () => void
  readonly toEnd: () => void
}

/** So close to the end counts as the end. */
const nearEnd = 32
/** Pages are fetched this many screens ahead. */
const ahead = 1.5
const settle = 250

/** Where the list stands: opens at the news, keeps its place, follows the end, fetches ahead. */
export function useScroll({ handle, timeline, drawn, isOpen, reveal, saw }: Input): Scroll {
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<VirtualizerHandle>(null)
  const follows = useRef(true)
  const placed = useRef(false)
  const generation = useRef(drawn.generation)
  const shown = useRef<Reveal | null>(null)
  const [atEnd, setAtEnd] = useState(true)
  const [revealed, setRevealed] = useState<string | null>(null)
  const byHand = useUserInput(scroller)
  const { rows } = drawn

  const toEnd = useCallback(() => {
    follows.current = true
    setAtEnd(true)
    const element = scroller.current
    if (element !== null) element.scrollTop = element.scrollHeight
  }, [])

  const toRow = useCallback((index: number) => {
    const element = list.current
    if (element === null) return
    follows.current = false
    element.scrollToIndex(index, { align: 'start', offset: -(scroller.current?.clientHeight ?? 0) / 4 })
  }, [])

  const look = () => {
    const element = list.current
    if (element === null || scroller.current?.checkVisibility({ visibilityProperty: true }) !== true) return
    const seq = lastVisibleSeq(element, rows)
    if (seq > 0) saw(seq)
  }

  const fetchAhead = () => {
    const element = list.current
    if (element === null || !placed.current || element.viewportSize === 0) return
    const margin = element.viewportSize * ahead
    if (element.scrollOffset < margin && timeline.hasBefore) handle.loadBefore()
    else if (element.scrollSize - element.scrollOffset - element.viewportSize < margin && timeline.hasAfter) {
      handle.loadAfter()
    }
  }

  const onScroll = () => {
    const element = list.current
    if (element === null) return
    const left = element.scrollSize - element.scrollOffset - element.viewportSize
    if (left <= nearEnd && !timeline.hasAfter) follows.current = true
    else if (left > nearEnd && byHand()) follows.current = false
    setAtEnd(follows.current)
    if (!placed.current) return
    look()
    fetchAhead()
  }

  const onResize = () => {
    if (follows.current && !timeline.hasAfter) toEnd()
  }

  useLayoutEffect(() => {
    if (rows.length === 0 || list.current === null) return
    const fresh = generation.current !== drawn.generation
    generation.current = drawn.generation
    if (!placed.current && !byHand()) {
      const unread = rows.findIndex(({ kind }) => kind === 'unread')
      if (unread === -1) toEnd()
      else toRow(unread)
    } else if (follows.current && !timeline.hasAfter && (fresh || !drawn.shift)) toEnd()
    if (isOpen) placed.current = true
  }, [rows, drawn, isOpen, timeline.hasAfter, toEnd, toRow, byHand])

  useLayoutEffect(() => {
    if (reveal === null || reveal === shown.current) return
    shown.current = reveal
    const index = rowOf(reveal.target, rows)
    if (index === -1) toEnd()
    else toRow(index)
    setRevealed(rows[index]?.key ?? null)
  }, [reveal, rows, toEnd, toRow])

  // biome-ignore lint/correctness/useExhaustiveDependencies: looks again once a changed list has been measured.
  useEffect(() => {
    const timer = setTimeout(() => {
      look()
      fetchAhead()
    }, settle)
    return () => clearTimeout(timer)
  }, [rows, isOpen, timeline.loading])

  return { scroller, list, atEnd, revealed, onScroll, onResize, toEnd }
}
