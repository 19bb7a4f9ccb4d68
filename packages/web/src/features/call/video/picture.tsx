import { useCallback } from 'react'
import { useTakeover } from './use-takeover.ts'
import { Video } from './video.tsx'

interface Props {
  track: MediaStreamTrack
  label: string
  /** Nothing of it is cut off: a screen. */
  isWhole?: boolean
  onFirstFrame?: (() => void) | undefined
}

/** The picture of somebody, which does not stand still when it comes another way. */
export function Picture({ track, label, isWhole = false, onFirstFrame }: Props) {
  const { parts, isHere } = useTakeover(track)
  const onFrame = useCallback(() => {
    isHere()
    onFirstFrame?.()
  }, [isHere, onFirstFrame])
  return parts.map((one) => (
    <Video
      key={one.key}
      track={one.track}
      label={label}
      isWhole={isWhole}
      isComing={one.isComing}
      onFirstFrame={one.track === track ? onFrame : undefined}
    />
  ))
}
