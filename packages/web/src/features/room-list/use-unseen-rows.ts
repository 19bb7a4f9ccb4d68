import type { RoomItem } from '@parley/client'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

export type Side = 'above' | 'below'

interface UnseenRows {
  readonly box: RefObject<HTMLDivElement | null>
  readonly above: number
  readonly below: number
  readonly show: (side: Side) => void
}

/** Counts unread rooms that are scrolled out of view, and brings the nearest one back. */
export function useUnseenRows(rooms: readonly RoomItem[]): UnseenRows {
  const box = useRef<HTMLDivElement>(null)
  const [counts, setCounts] = useState({ above: 0, below: 0 })

  const look = useCallback((): Record<Side, Element[]> => {
    const found: Record<Side, Element[]> = { above: [], below: [] }
    const frame = box.current?.getBoundingClientRect()
    if (frame === undefined) return found
    for (const { id } of rooms.filter(({ unread }) => unread > 0)) {
      const row = box.current?.querySelector(`[data-room="${id}"]`)
      const place = row?.getBoundingClientRect()
      if (row == null || place === undefined || place.height === 0) continue
      if (place.bottom < frame.top + place.height / 2) found.above.push(row)
      else if (place.top > frame.bottom - place.height / 2) found.below.push(row)
    }
    return found
  }, [rooms])

  useEffect(() => {
    const count = () => {
      const { above, below } = look()
      setCounts((before) =>
        before.above === above.length && before.below === below.length
          ? before
          : { above: above.length, below: below.length },
      )
    }
    const element = box.current
    const sizes = new ResizeObserver(count)
    if (element !== null) sizes.observe(element)
    element?.addEventListener('scroll', count, { passive: true })
    count()
    return () => {
      sizes.disconnect()
      element?.removeEventListener('scroll', count)
    }
  }, [look])

  const show = (side: Side) => {
    const rows = look()[side].toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
    const nearest = side === 'above' ? rows.at(-1) : rows[0]
    nearest?.scrollIntoView({ block: 'center' })
  }
  return { box, ...counts, show }
}
