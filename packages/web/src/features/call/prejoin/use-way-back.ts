import { useEffect, useRef } from 'react'
import { useDesk } from '../desk/desk-context.ts'

/** Escape goes back. Answers what takes the focus: the button that most people want. */
export function useWayBack() {
  const desk = useDesk()
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    first.current?.focus()
    const back = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      // The page beneath takes Escape for the way to its writing field.
      event.preventDefault()
      desk.call.dismiss()
    }
    document.addEventListener('keydown', back)
    return () => document.removeEventListener('keydown', back)
  }, [desk])
  return first
}
