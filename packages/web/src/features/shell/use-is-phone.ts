import { useSyncExternalStore } from 'react'

const narrow = window.matchMedia('(max-width: 599px)')

function follow(listener: () => void): () => void {
  narrow.addEventListener('change', listener)
  return () => narrow.removeEventListener('change', listener)
}

/** Whether there is room for one pane only. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(follow, () => narrow.matches)
}
