import { type RefObject, useEffect, useRef, useState } from 'react'
import { type GridShape, gridShape } from './grid-shape.ts'

/** The shape of a grid of so many tiles, as large as its element is at the moment. */
export function useGrid(tiles: number): { readonly ref: RefObject<HTMLDivElement | null>; readonly shape: GridShape } {
  const ref = useRef<HTMLDivElement>(null)
  const [{ width, height }, setSize] = useState({ width: 0, height: 0 })
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const sizes = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [])
  return { ref, shape: gridShape(tiles, width, height) }
}
