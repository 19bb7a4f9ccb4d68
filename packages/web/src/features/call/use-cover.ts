import { useEffect } from 'react'

/** While a call covers the page, what lies under it cannot be reached; then the focus goes back to where it was. */
export function useCover(isCovered: boolean): void {
  useEffect(() => {
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
