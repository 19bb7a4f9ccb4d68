import { useSyncExternalStore } from 'react'
import { useDesk } from '../desk/desk-context.ts'

/** Whether somebody speaks now; renders only when that changes. */
export function useIsSpeaking(device: string): boolean {
  const { speaking } = useDesk().voices
  return useSyncExternalStore(speaking.subscribe, () => speaking.get().includes(device))
}
