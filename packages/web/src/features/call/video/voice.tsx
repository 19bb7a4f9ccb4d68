import { useEffect, useRef } from 'react'

interface Props {
  track: MediaStreamTrack
  /** Id of the device that plays; null: whichever the computer uses. */
  speaker: string | null
  /** The browser does not play before somebody has pressed something. `play` is to be called from that press. */
  onBlocked: (play: () => void) => void
}

/** The voice of the other. */
export function Voice({ track, speaker, onBlocked }: Props) {
  const element = useRef<HTMLAudioElement>(null)
  useEffect(() => {
    const voice = element.current
    if (!voice) return
    voice.srcObject = new MediaStream([track])
    const play = (): void => void voice.play().catch(() => undefined)
    voice.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') onBlocked(play)
    })
    return () => {
      voice.srcObject = null
    }
  }, [track, onBlocked])
  useEffect(() => {
    // Firefox and Chromium let a page choose; elsewhere the computer does.
    if ('setSinkId' in HTMLMediaElement.prototype) element.current?.setSinkId(speaker ?? '').catch(() => undefined)
  }, [speaker])
  // biome-ignore lint/a11y/useMediaCaption: a live voice has no captions yet
  return <audio ref={element} autoPlay />
}
