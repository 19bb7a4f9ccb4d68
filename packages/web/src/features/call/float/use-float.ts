import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { type Corner, cornerAfter, nearestCorner } from './corner.ts'

interface Drag {
  readonly x: number
  readonly y: number
}

const isRightToLeft = (): boolean => document.documentElement.dir === 'rtl'

/** Lets an element be dragged, or sent by arrow keys, to a corner of its offset parent. */
export function useFloat(corner: Corner, onCorner: (corner: Corner) => void) {
  const drag = useRef<Drag | null>(null)

  function down(event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0 || (event.target as Element).closest('button')) return
    drag.current = { x: event.clientX, y: event.clientY }
    event.currentTarget.setPointerCapture(event.pointerId)
  }

  function move(event: PointerEvent<HTMLElement>): void {
    if (!drag.current) return
    const { style } = event.currentTarget
    style.setProperty('translate', `${event.clientX - drag.current.x}px ${event.clientY - drag.current.y}px`)
  }

  function up(event: PointerEvent<HTMLElement>): void {
    const element = event.currentTarget
    element.style.removeProperty('translate')
    const ground = element.offsetParent?.getBoundingClientRect() ?? document.documentElement.getBoundingClientRect()
    const moved = drag.current && Math.hypot(event.clientX - drag.current.x, event.clientY - drag.current.y) > 8
    drag.current = null
    if (!moved) return
    const x = (event.clientX - ground.left) / ground.width
    const y = (event.clientY - ground.top) / ground.height
    onCorner(nearestCorner(x, y, isRightToLeft()))
  }

  function key(event: KeyboardEvent<HTMLElement>): void {
    const next = event.target === event.currentTarget ? cornerAfter(corner, event.key, isRightToLeft()) : null
    if (next === null) return
    event.preventDefault()
    onCorner(next)
  }

  return { onPointerDown: down, onPointerMove: move, onPointerUp: up, onPointerCancel: up, onKeyDown: key, tabIndex: 0 }
}
