import { useVolume } from '../voice/volumes.ts'
import { Sound } from './sound.tsx'
import { useTakeover } from './use-takeover.ts'

interface Props {
  /** Whose it is. */
  user: string
  track: MediaStreamTrack
  speaker: string | null
  /** Nothing is to be heard. */
  isDeaf: boolean
  onBlocked: (play: () => void) => void
}

/** The voice of somebody, which goes on when it comes another way, and is never heard twice. */
export function Voice({ user, track, speaker, isDeaf, onBlocked }: Props) {
  const volume = useVolume(user)
  const { parts, isHere } = useTakeover(track)
  return parts.map((one) => (
    <Sound
      key={one.key}
      track={one.track}
      speaker={speaker}
      isMuted={one.isComing || isDeaf}
      volume={volume}
      onReady={one.isComing ? isHere : undefined}
      onBlocked={onBlocked}
    />
  ))
}
