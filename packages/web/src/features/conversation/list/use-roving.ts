import { type KeyboardEvent, type RefObject, useCallback, useRef, useState } from 'react'
import type { VirtualizerHandle } from 'virtua'
import { type Move, moveKeys, nearestStop } from './move.ts'

/** Milliseconds after which a row that never came is given up. */
const patience = 2_000

interface Input {
  /** The key of each row that one can stand on; null for the others. */
  readonly stops: readonly (string | null)[]
  /** Where Tab leads before anybody has chosen a row. */
  readonly first: 'start' | 'end'
  readonly scroller: RefObject<HTMLElement | null>
  readonly list: RefObject<VirtualizerHandle | null>
}

interface Roving {
  /** The row that Tab leads to. */
  readonly stop: string | null
  readonly stopIndex: number
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onFocusRow: (key: string) => void
}

/** One tab stop in a list, and the arrow keys within it; rows carry their key as `data-row`. */
export function useRoving({ stops, first, scroller, list }: Input): Roving {
  const [chosen, setChosen] = useState<string | null>(null)
  const goal = useRef<string | null>(null)
  const found = chosen === null ? -1 : stops.indexOf(chosen)
  const edge = first === 'start' ? nearestStop(stops, 0, 1) : nearestStop(stops, stops.length - 1, -1)
  const stopIndex = found === -1 ? edge : found

  // A row far away comes onto the page a few frames later, and cannot take the focus before it has been measured.
  const chase = useCallback(
    (key: string) => {
      goal.current = key
      const until = performance.now() + patience
      const attempt = () => {
        if (goal.current !== key || performance.now() > until) return
        const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)
        row?.focus({ preventScroll: true })
        if (!row || document.activeElement !== row) requestAnimationFrame(attempt)
      }
      attempt()
    },
    [scroller],
  )

  const target = (move: Move): number => {
    const element = list.current
    const page = element?.viewportSize ?? 0
    const offset = element?.getItemOffset(stopIndex) ?? 0
    switch (move) {
      case 'previous':
        return nearestStop(stops, stopIndex - 1, -1)
      case 'next':
        return nearestStop(stops, stopIndex + 1, 1)
      case 'first':
        return nearestStop(stops, 0, 1)
      case 'last':
        return nearestStop(stops, stops.length - 1, -1)
      case 'pageUp':
        return nearestStop(stops, element?.findItemIndex(Math.max(0, offset - page)) ?? 0, 1)
      case 'pageDown':
        return nearestStop(stops, element?.findItemIndex(offset + page) ?? stops.length - 1, -1)
    }
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const move = moveKeys[event.key]
    if (move === undefined) return
    event.preventDefault()
    const index = target(move)
    const key = stops[index] ?? null
    if (key === null) return
    setChosen(key)
    list.current?.scrollToIndex(index, { align: 'nearest' })
    chase(key)
  }

  const onFocusRow = useCallback((key: string) => setChosen(key), [])
  return { stop: stops[stopIndex] ?? null, stopIndex, onKeyDown, onFocusRow }
}
