import type { Readable } from '@parley/client'
import { useCallback, useSyncExternalStore } from 'react'

/** The value of a readable; renders again when it changes. */
export function useReadable<T>(readable: Readable<T>): T {
  const subscribe = useCallback((listener: () => void) => readable.subscribe(listener), [readable])
  return useSyncExternalStore(subscribe, () => readable.get())
}
