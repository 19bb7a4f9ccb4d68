import { useMemo } from 'react'
import { useDesk } from '../desk/desk-context.ts'
import { useCallKeys } from '../keys/use-call-keys.ts'
import { useWayBack } from './use-way-back.ts'

/** Enter joins, because the focus is on Join; Escape goes back; M and V switch as in a call. */
export function usePreJoinKeys() {
  const desk = useDesk()
  const joinButton = useWayBack()
  const deeds = useMemo(
    () => ({ microphone: () => desk.toggleMicrophone(), camera: () => desk.toggleCamera() }),
    [desk],
  )
  useCallKeys(deeds)
  return joinButton
}
