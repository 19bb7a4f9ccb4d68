import { useLayoutEffect } from 'react'

/**
 * While a call covers the page, what lies under it cannot be reached; then the focus goes back to where it was.
 * In a layout effect: what covers the page takes the focus later, in an effect, and loses it when it is taken away.
 */
export function useCover(isCovered: boolean): void {
  useLayoutEffect(() => {
    if (!isCovered) return
    const page = document.getElementById('root')
    const before = document.activeElement
    page?.setAttribute('inert', '')
    return () => {
      page?.removeAttribute('inert')
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [isCovered])
}
