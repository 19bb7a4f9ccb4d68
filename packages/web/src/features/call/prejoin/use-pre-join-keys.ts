import { useEffect, useMemo, useRef } from 'react'
import { useDesk } from '../desk/desk-context.ts'
import { useCallKeys } from '../keys/use-call-keys.ts'

/** Enter joins, because the focus is on Join; Escape goes back; M and V switch as in a call. */
export function usePreJoinKeys() {
  const desk = useDesk()
  const joinButton = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    joinButton.current?.focus()
    const back = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      // The page beneath takes Escape for the way to its writing field.
      event.preventDefault()
      desk.call.dismiss()
    }
    document.addEventListener('keydown', back)
    return () => document.removeEventListener('keydown', back)
  }, [desk])
  const deeds = useMemo(
    () => ({ microphone: () => desk.toggleMicrophone(), camera: () => desk.toggleCamera() }),
    [desk],
  )
  useCallKeys(deeds)
  return joinButton
}
