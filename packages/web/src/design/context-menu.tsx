import { type MouseEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { MenuEntry, Point } from './menu-entry.ts'
import { usePopups } from './popups.ts'

const longPress = 500

/** What the area passes to its outer element. */
export interface ContextMenuArea {
  onContextMenu: (event: MouseEvent) => void
  onPointerDown: (event: PointerEvent) => void
  onPointerMove: (event: PointerEvent) => void
  onPointerUp: () => void
  onPointerCancel: () => void
}

interface Props {
  label: string
  /** Made when the menu opens, so that a list of rows costs nothing until then. */
  entries: () => readonly MenuEntry[]
  children: (area: ContextMenuArea) => ReactNode
}

/** A menu at the pointer: right button, menu key, or a long press where there is no right button. */
export function ContextMenu({ label, entries, children }: Props) {
  const [at, setAt] = useState<Point>()
  const [open, setOpen] = useState(false)
  const [byKey, setByKey] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const from = useRef<Point>({ x: 0, y: 0 })
  const parts = usePopups(open)

  const show = (point: Point, key = false) => {
    setByKey(key)
    setAt(point)
    setOpen(true)
  }
  const stop = () => {
    clearTimeout(timer.current)
    timer.current = undefined
  }
  useEffect(() => () => clearTimeout(timer.current), [])

  const area: ContextMenuArea = {
    onContextMenu(event) {
      event.preventDefault()
      const touched = timer.current !== undefined
      stop()
      const box = event.currentTarget.getBoundingClientRect()
      const key = event.button !== 2 && !event.ctrlKey && !touched
      show(key ? { x: box.left, y: box.bottom } : { x: event.clientX, y: event.clientY }, key)
    },
    onPointerDown(event) {
      if (event.pointerType === 'mouse') return
      from.current = { x: event.clientX, y: event.clientY }
      timer.current = setTimeout(() => show(from.current), longPress)
    },
    onPointerMove(event) {
      if (Math.hypot(event.clientX - from.current.x, event.clientY - from.current.y) > 8) stop()
    },
    onPointerUp: stop,
    onPointerCancel: stop,
  }

  return (
    <>
      {children(area)}
      {parts && at && (
        <parts.MenuPopup
          label={label}
          entries={open ? entries() : []}
          open={open}
          onOpenChange={setOpen}
          anchor={at}
          side="bottom"
          align="start"
          byKey={byKey}
        />
      )}
    </>
  )
}
