import { useEffect } from 'react'
import { useReadable } from '../../../engine/use-readable.ts'
import { useDesk } from './desk-context.ts'

type Keys = MediaSession & {
  setMicrophoneActive?: (isActive: boolean) => void
  setCameraActive?: (isActive: boolean) => void
}

function handle(action: string, handler: (() => void) | null): void {
  try {
    navigator.mediaSession?.setActionHandler(action as MediaSessionAction, handler)
  } catch {
    // Browsers refuse the actions that they do not know.
  }
}

/** Buttons of headsets and of the system mute, switch the camera and hang up, and show the same state (W3C Media Session). */
export function useMediaKeys(isOn: boolean): void {
  const desk = useDesk()
  const muted = useReadable(desk.local.muted)
  const camera = useReadable(desk.local.camera.state).kind === 'on'
  useEffect(() => {
    if (!isOn) return
    const deeds = {
      togglemicrophone: () => desk.toggleMicrophone(),
      togglecamera: () => desk.toggleCamera(),
      hangup: () => desk.leave(),
    }
    for (const [action, deed] of Object.entries(deeds)) handle(action, deed)
    return () => {
      for (const action of Object.keys(deeds)) handle(action, null)
    }
  }, [isOn, desk])
  useEffect(() => {
    const keys = navigator.mediaSession as Keys | undefined
    if (!isOn) return
    void keys?.setMicrophoneActive?.(!muted)
    void keys?.setCameraActive?.(camera)
  }, [isOn, muted, camera])
}
