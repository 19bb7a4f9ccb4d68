import { heardMuted, quiet } from '@parley/client/calls'
import { useEffect, useState } from 'react'
import { useReadable } from '../../../engine/use-readable.ts'
import { useDesk } from '../desk/desk-context.ts'

const shownFor = 6000

/** True for some seconds when somebody talks although they are muted; at most once in 30 s. */
export function useMutedTip(): boolean {
  const { local } = useDesk()
  const muted = useReadable(local.muted)
  const held = useReadable(local.held)
  const [isShown, show] = useState(false)
  const isSilent = muted && !held
  useEffect(() => {
    if (!isSilent) return
    let talking = quiet
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = local.followLevel((level) => {
      talking = heardMuted(talking, level, performance.now())
      if (!talking.isDue) return
      show(true)
      clearTimeout(timer)
      timer = setTimeout(() => show(false), shownFor)
    })
    return () => {
      stop()
      clearTimeout(timer)
      show(false)
    }
  }, [isSilent, local])
  return isShown
}
