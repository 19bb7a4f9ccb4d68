import { useSyncExternalStore } from 'react'

/** Whether somebody can be looking: the page is shown, and its window has the focus. */
export function isAttentive(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus()
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('focus', listener)
  window.addEventListener('blur', listener)
  document.addEventListener('visibilitychange', listener)
  return () => {
    window.removeEventListener('focus', listener)
    window.removeEventListener('blur', listener)
    document.removeEventListener('visibilitychange', listener)
  }
}

/** The same, followed. */
export function useAttention(): boolean {
  return useSyncExternalStore(subscribe, isAttentive)
}
