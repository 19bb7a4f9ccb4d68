import { Sound } from './sound.tsx'
import { useTakeover } from './use-takeover.ts'

interface Props {
  track: MediaStreamTrack
  speaker: string | null
  onBlocked: (play: () => void) => void
}

/** The voice of somebody, which goes on when it comes another way, and is never heard twice. */
export function Voice({ track, speaker, onBlocked }: Props) {
  const { parts, isHere } = useTakeover(track)
  return parts.map((one) => (
    <Sound
      key={one.key}
      track={one.track}
      speaker={speaker}
      isMuted={one.isComing}
      onReady={one.isComing ? isHere : undefined}
      onBlocked={onBlocked}
    />
  ))
}
