import type { RoomHandle } from '@parley/client'
import { useCallback, useEffect, useRef } from 'react'

/** Tells the others that somebody types, and that they stopped. */
export function useTyping(handle: RoomHandle): (typing: boolean) => void {
  const typed = useRef(false)
  const tell = useCallback(
    (typing: boolean) => {
      if (!typing && !typed.current) return
      typed.current = typing
      handle.setTyping(typing)
    },
    [handle],
  )
  useEffect(() => () => tell(false), [tell])
  return tell
}
