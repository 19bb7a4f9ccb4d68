import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { type Fits, fitsOn } from './fits.ts'

const wide = window.matchMedia('(min-width: 2560px)')

function follow(listener: () => void): () => void {
  wide.addEventListener('change', listener)
  return () => wide.removeEventListener('change', listener)
}

interface Ground {
  readonly ref: RefObject<HTMLDivElement | null>
  readonly width: number
  readonly height: number
  readonly fits: Fits
}

/** How large an element is at the moment, in pixels, and how many tiles stand on it. */
export function useGround(): Ground {
  const ref = useRef<HTMLDivElement>(null)
  const isWide = useSyncExternalStore(follow, () => wide.matches)
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
  return { ref, width, height, fits: fitsOn(width, height, isWide) }
}
