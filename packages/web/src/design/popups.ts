import { useEffect } from 'react'
import { cell, useCell } from './cell.ts'

/** The parts that open over the page. They come in a chunk of their own, after the first paint. */
export type Popups = typeof import('./popup/parts.ts')

const loaded = cell<Popups | undefined>(undefined)
let loading: Promise<Popups> | undefined

async function load(): Promise<Popups> {
  try {
    const parts = await import('./popup/parts.ts')
    loaded.set(parts)
    return parts
  } catch (fault) {
    // The next menu that is asked for tries again.
    loading = undefined
    throw fault
  }
}

/** Fetches the popup parts, once. */
export function loadPopups(): Promise<Popups> {
  loading ??= load()
  return loading
}

/** The popup parts once they are here; asks for them when they are wanted now. */
export function usePopups(wanted: boolean): Popups | undefined {
  const parts = useCell(loaded)
  useEffect(() => {
    if (wanted && parts === undefined) loadPopups().catch(() => undefined)
  }, [wanted, parts])
  return parts
}

/** Fetches the popup parts when the page is idle, at the latest on the first pointer or key. */
export function warmPopups(): void {
  const signs = ['pointerover', 'pointerdown', 'keydown', 'focusin'] as const
  const start = () => {
    for (const sign of signs) window.removeEventListener(sign, start, true)
    loadPopups().catch(() => undefined)
  }
  for (const sign of signs) window.addEventListener(sign, start, { capture: true, passive: true })
  if ('requestIdleCallback' in window) window.requestIdleCallback(start, { timeout: 5000 })
  else setTimeout(start, 1500)
}
