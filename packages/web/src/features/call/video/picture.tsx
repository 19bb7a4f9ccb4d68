import { type ReactNode, useCallback, useState } from 'react'
import { useTakeover } from './use-takeover.ts'
import { Video } from './video.tsx'

interface Props {
  track: MediaStreamTrack
  label: string
  /** Nothing of it is cut off: a screen. */
  isWhole?: boolean
  onFirstFrame?: (() => void) | undefined
  /** What stands there until the first frame. */
  children?: ReactNode
}

/** The picture of somebody, which does not stand still when it comes another way. */
export function Picture({ track, label, isWhole = false, onFirstFrame, children }: Props) {
  const { parts, isHere } = useTakeover(track)
  const [isSeen, setIsSeen] = useState(false)
  const onFrame = useCallback(() => {
    isHere()
    setIsSeen(true)
    onFirstFrame?.()
  }, [isHere, onFirstFrame])
  return (
    <>
      {!isSeen && children}
      {parts.map((one) => (
        <Video
          key={one.key}
          track={one.track}
          label={label}
          isWhole={isWhole}
          isComing={one.isComing || !isSeen}
          onFirstFrame={one.track === track ? onFrame : undefined}
        />
      ))}
    </>
  )
}
