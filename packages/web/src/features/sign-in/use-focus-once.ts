import { type RefObject, useEffect, useRef } from 'react'

/** Gives the focus to an element when it comes, unless something in the same view asked for it first. */
export function useFocusOnce<E extends HTMLElement>(): RefObject<E | null> {
  const element = useRef<E>(null)
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) element.current?.focus()
  }, [])
  return element
}
