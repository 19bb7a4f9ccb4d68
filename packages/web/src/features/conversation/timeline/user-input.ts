import type { RefObject } from 'react'
import { useEffect, useRef } from 'react'

const recently = 600
const signs = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const

/** Answers whether the person at the screen may just have moved the list: else it moved by itself. */
export function useUserInput(scroller: RefObject<HTMLElement | null>): () => boolean {
  const last = useRef(Number.NEGATIVE_INFINITY)
  const held = useRef(false)
  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    const note = (event: Event) => {
      last.current = performance.now()
      if (event.type === 'pointerdown') held.current = true
    }
    const release = () => {
      held.current = false
    }
    const options = { passive: true, capture: true }
    for (const sign of signs) element.addEventListener(sign, note, options)
    window.addEventListener('pointerup', release, options)
    window.addEventListener('pointercancel', release, options)
    return () => {
      for (const sign of signs) element.removeEventListener(sign, note, options)
      window.removeEventListener('pointerup', release, options)
      window.removeEventListener('pointercancel', release, options)
    }
  }, [scroller])
  return () => held.current || performance.now() - last.current < recently
}
