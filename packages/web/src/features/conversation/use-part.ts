import type { Readable } from '@parley/client'
import { useCallback, useSyncExternalStore } from 'react'

/** A part of a readable; renders again only when that part is another one. */
export function usePart<T, Part>(readable: Readable<T>, part: (value: T) => Part): Part {
  const subscribe = useCallback((listener: () => void) => readable.subscribe(listener), [readable])
  return useSyncExternalStore(subscribe, () => part(readable.get()))
}
