import type { RoomHandle } from '@parley/client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useReadable } from '../../../engine/use-readable.ts'

const pause = 300

/** What is being written here, kept on this device as one types. */
export function useDraft(handle: RoomHandle): readonly [string, (text: string) => void] {
  const stored = useReadable(handle.draft)
  const [text, setText] = useState(stored)
  const [followed, setFollowed] = useState(stored)
  const unsaved = useRef<string | null>(null)

  // Read from the device after this part was drawn, or written in another tab.
  if (stored !== followed) {
    setFollowed(stored)
    if (text === followed) setText(stored)
  }

  const save = useCallback(() => {
    if (unsaved.current === null) return
    handle.setDraft(unsaved.current)
    unsaved.current = null
  }, [handle])

  const write = useCallback(
    (next: string) => {
      setText(next)
      unsaved.current = next
      // An empty field is kept at once: what was sent must not come back.
      if (next === '') save()
    },
    [save],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the text waits anew.
  useEffect(() => {
    const timer = setTimeout(save, pause)
    return () => clearTimeout(timer)
  }, [text, save])

  useEffect(() => {
    window.addEventListener('pagehide', save)
    return () => {
      window.removeEventListener('pagehide', save)
      save()
    }
  }, [save])

  return [text, write]
}
