import { useEffect, useRef } from 'react'

interface Props {
  track: MediaStreamTrack
  /** Id of the device that plays; null: whichever the computer uses. */
  speaker: string | null
  isMuted: boolean
  /** From 0 to 1. */
  volume: number
  /** There is something to hear, and the device that plays it is the right one. */
  onReady: (() => void) | undefined
  /** The browser does not play before somebody has pressed something. `play` is to be called from that press. */
  onBlocked: (play: () => void) => void
}

/** One track of sound. */
export function Sound({ track, speaker, isMuted, volume, onReady, onBlocked }: Props) {
  const element = useRef<HTMLAudioElement>(null)
  const wanted = useRef<Promise<unknown>>(Promise.resolve())
  useEffect(() => {
    const sound = element.current
    if (!sound) return
    sound.srcObject = new MediaStream([track])
    const play = (): void => void sound.play().catch(() => undefined)
    sound.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') onBlocked(play)
    })
    return () => {
      sound.srcObject = null
    }
  }, [track, onBlocked])
  useEffect(() => {
    // Firefox and Chromium let a page choose; elsewhere the computer does.
    if (!('setSinkId' in HTMLMediaElement.prototype)) return
    wanted.current = element.current?.setSinkId(speaker ?? '').catch(() => undefined) ?? Promise.resolve()
  }, [speaker])
  useEffect(() => {
    if (element.current) element.current.volume = volume
  }, [volume])
  const onPlaying = onReady && (() => void wanted.current.then(onReady))
  return <audio ref={element} autoPlay muted={isMuted} onPlaying={onPlaying} />
}
