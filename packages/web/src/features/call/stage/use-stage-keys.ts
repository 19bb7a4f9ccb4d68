import { useMemo } from 'react'
import { useDesk } from '../desk/desk-context.ts'
import { useCallKeys } from '../keys/use-call-keys.ts'

/** Keys of what only the large stage has; beneath the small window the letters belong to the rooms. */
export function useStageKeys(): void {
  const desk = useDesk()
  const deeds = useMemo(
    () => ({
      share: () => desk.toggleScreen(),
      hand: () => desk.toggleHand(),
      layout: () => desk.toggleLayout(),
    }),
    [desk],
  )
  useCallKeys(deeds)
}
