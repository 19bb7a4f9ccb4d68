import { useCallback } from 'react'
import { useTakeover } from './use-takeover.ts'
import { Video } from './video.tsx'

interface Props {
  track: MediaStreamTrack
  label: string
  onFirstFrame?: (() => void) | undefined
}

/** The picture of somebody, which does not stand still when it comes another way. */
export function Picture({ track, label, onFirstFrame }: Props) {
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
      isComing={one.isComing}
      onFirstFrame={one.track === track ? onFrame : undefined}
    />
  ))
}
