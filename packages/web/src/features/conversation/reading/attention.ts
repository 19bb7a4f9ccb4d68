import { createContext, useContext, useSyncExternalStore } from 'react'

/** Whether this part lies on the page, which a call may cover; what stands beside the call does not. */
export const OnPage = createContext(true)

const page = (): HTMLElement | null => document.getElementById('root')

/** Whether somebody can be looking: the window is shown and has the focus, and no call lies over this part. */
export function isAttentive(isOnPage: boolean): boolean {
  const isCovered = isOnPage && page()?.hasAttribute('inert') === true
  return document.visibilityState === 'visible' && document.hasFocus() && !isCovered
}

function subscribe(listener: () => void): () => void {
  const covers = new MutationObserver(listener)
  const root = page()
  if (root) covers.observe(root, { attributeFilter: ['inert'] })
  window.addEventListener('focus', listener)
  window.addEventListener('blur', listener)
  document.addEventListener('visibilitychange', listener)
  return () => {
    covers.disconnect()
    window.removeEventListener('focus', listener)
    window.removeEventListener('blur', listener)
    document.removeEventListener('visibilitychange', listener)
  }
}

/** The same, followed; and how to ask for it at the moment. */
export function useAttention(): { readonly isAttentive: boolean; readonly isOnPage: boolean } {
  const isOnPage = useContext(OnPage)
  return { isAttentive: useSyncExternalStore(subscribe, () => isAttentive(isOnPage)), isOnPage }
}
