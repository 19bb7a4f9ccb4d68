import type { RoomHandle, Timeline } from '@parley/client'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { VirtualizerHandle } from 'virtua'
import { lastVisibleSeq } from '../reading/last-visible.ts'
import type { Row } from '../rows/row.ts'
import { isLoaded, type Reveal, rowOf } from './reveal.ts'
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

/** What the list holds on to while rows are measured, added and removed. */
type Place =
  /** The newest row, also those to come. */
  | { readonly kind: 'end' }
  /** A row that was jumped to, until what is around it has settled. */
  | { readonly kind: 'row'; readonly key: string }
  /** Wherever one scrolled to: the list keeps its place by itself. */
  | { readonly kind: 'free' }

/** So close to the end counts as the end. */
const nearEnd = 32
/** Pages are fetched this many screens ahead. */
const ahead = 1.5
const settle = 250

/** Where the list stands: opens at the news, keeps its place, follows the end, fetches ahead. */
export function useScroll({ handle, timeline, drawn, isOpen, reveal, saw }: Input): Scroll {
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<VirtualizerHandle>(null)
  const place = useRef<Place>({ kind: 'end' })
  const placed = useRef(false)
  const generation = useRef(drawn.generation)
  const shown = useRef<Reveal | null>(null)
  const [atEnd, setAtEnd] = useState(true)
  const [revealed, setRevealed] = useState<string | null>(null)
  const byHand = useUserInput(scroller)
  const { rows } = drawn

  const toEnd = useCallback(() => {
    place.current = { kind: 'end' }
    setAtEnd(true)
    const element = scroller.current
    if (element !== null) element.scrollTop = element.scrollHeight
  }, [])

  const toRow = useCallback((row: Row) => {
    place.current = { kind: 'row', key: row.key }
  }, [])

  /** Goes back to what the list holds on to; answers whether it was there already. */
  const keepPlace = useCallback((): boolean => {
    const element = list.current
    const held = place.current
    if (element === null || held.kind === 'free') return true
    if (held.kind === 'end') {
      if (!timeline.hasAfter) toEnd()
      return true
    }
    const index = rows.findIndex(({ key }) => key === held.key)
    if (index === -1) return true
    const { viewportSize, scrollSize } = element
    const wanted = Math.max(0, Math.min(element.getItemOffset(index) - viewportSize / 4, scrollSize - viewportSize))
    const before = scroller.current?.scrollTop ?? 0
    element.scrollTo(wanted)
    return viewportSize > 0 && Math.abs(before - wanted) <= 2
  }, [rows, timeline.hasAfter, toEnd])

  const look = () => {
    const element = list.current
    if (element === null || scroller.current?.checkVisibility({ visibilityProperty: true }) !== true) return
    const seq = lastVisibleSeq(element, rows)
    if (seq > 0) saw(seq)
  }

  const fetchAhead = () => {
    const element = list.current
    if (element === null || !placed.current || place.current.kind === 'row' || element.viewportSize === 0) return
    const margin = element.viewportSize * ahead
    if (element.scrollOffset < margin && timeline.hasBefore) handle.loadBefore()
    else if (element.scrollSize - element.scrollOffset - element.viewportSize < margin && timeline.hasAfter) {
      handle.loadAfter()
    }
  }

  /** Takes the place for what it is: the end, or somewhere in between. */
  const letGo = () => {
    const element = list.current
    if (element === null) return
    const isEnd = element.scrollSize - element.scrollOffset - element.viewportSize <= nearEnd && !timeline.hasAfter
    place.current = { kind: isEnd ? 'end' : 'free' }
    setAtEnd(isEnd)
  }

  const onScroll = () => {
    const element = list.current
    if (element === null) return
    const left = element.scrollSize - element.scrollOffset - element.viewportSize
    if (byHand() || (place.current.kind === 'free' && left <= nearEnd)) letGo()
    setAtEnd(place.current.kind === 'end')
    if (!placed.current) return
    look()
    fetchAhead()
  }

  useLayoutEffect(() => {
    if (rows.length === 0 || list.current === null) return
    const fresh = generation.current !== drawn.generation
    generation.current = drawn.generation
    if (!placed.current && !byHand()) {
      const unread = rows.find(({ kind }) => kind === 'unread')
      if (unread === undefined) toEnd()
      else toRow(unread)
    }
    if (fresh || !drawn.shift || place.current.kind === 'row') keepPlace()
    if (isOpen) placed.current = true
  }, [rows, drawn, isOpen, keepPlace, toEnd, toRow, byHand])

  useLayoutEffect(() => {
    if (reveal === null || reveal === shown.current || !isLoaded(reveal.target, timeline)) return
    shown.current = reveal
    const row = rows[rowOf(reveal.target, rows)]
    if (row === undefined) toEnd()
    else toRow(row)
    keepPlace()
    setRevealed(row?.key ?? null)
  }, [reveal, rows, timeline, keepPlace, toEnd, toRow])

  // biome-ignore lint/correctness/useExhaustiveDependencies: looks again once a changed list has been measured.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const later = (): void => {
      timer = setTimeout(() => {
        if (place.current.kind === 'row' && isOpen) {
          // Rows around it may still be without a size.
          if (!keepPlace()) return later()
          letGo()
        }
        look()
        fetchAhead()
      }, settle)
    }
    later()
    return () => clearTimeout(timer)
  }, [rows, reveal, isOpen, timeline.loading])

  return { scroller, list, atEnd, revealed, onScroll, onResize: () => void keepPlace(), toEnd }
}
