import { type KeyboardEvent, type MouseEvent, type RefCallback, useCallback, useState } from 'react'

/** What an opener passes to the button that opens it. */
export interface OpenerProps {
  ref: RefCallback<HTMLElement>
  onClick: (event: MouseEvent) => void
  onKeyDown: (event: KeyboardEvent) => void
  'aria-haspopup': 'menu' | 'dialog'
  'aria-expanded': boolean
}

interface Opener {
  open: boolean
  /** True from the first opening on: from then the popup stays mounted, so that it can fade out. */
  used: boolean
  anchor: HTMLElement | null
  /** Opened by a key: the first entry of a menu takes the focus. */
  byKey: boolean
  setOpen: (open: boolean) => void
  props: OpenerProps
}

/** Ties a button to a popup that may not be loaded yet. */
export function useOpener(kind: 'menu' | 'dialog'): Opener {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [open, show] = useState(false)
  const [byKey, setByKey] = useState(false)
  const [used, setUsed] = useState(false)
  const setOpen = useCallback((next: boolean) => {
    show(next)
    if (next) setUsed(true)
  }, [])
  const props: OpenerProps = {
    ref: setAnchor,
    onClick(event) {
      setByKey(event.detail === 0)
      setOpen(!open)
    },
    onKeyDown(event) {
      if (kind !== 'menu' || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
      event.preventDefault()
      setByKey(true)
      setOpen(true)
    },
    'aria-haspopup': kind,
    'aria-expanded': open,
  }
  return { open, used, anchor, byKey, setOpen, props }
}
