import { useEffect, useRef } from 'react'
import { classes } from '../../../design/classes.ts'
import styles from './video.module.css'

interface Props {
  track: MediaStreamTrack
  /** As a mirror shows it: the own picture. */
  mirrored?: boolean
  /** Nothing of it is cut off, whatever its shape. */
  isWhole?: boolean
  label: string
  /** Nobody sees it yet: it lies, without a picture, over another one. */
  isComing?: boolean
  onFirstFrame?: (() => void) | undefined
}

/** Tells once a frame is on the page, or where a browser does not say so, once it plays. */
function onFrame(video: HTMLVideoElement, then: () => void): () => void {
  if ('requestVideoFrameCallback' in video) {
    const handle = video.requestVideoFrameCallback(then)
    return () => video.cancelVideoFrameCallback(handle)
  }
  const element: HTMLElement = video
  element.addEventListener('playing', then, { once: true })
  return () => element.removeEventListener('playing', then)
}

/** A picture without sound. */
export function Video({ track, mirrored = false, isWhole = false, label, isComing = false, onFirstFrame }: Props) {
  const element = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const video = element.current
    if (!video) return
    video.srcObject = new MediaStream([track])
    return () => {
      video.srcObject = null
    }
  }, [track])
  useEffect(() => {
    const video = element.current
    return video && onFirstFrame ? onFrame(video, onFirstFrame) : undefined
  }, [onFirstFrame])
  const look = classes(mirrored && styles['mirrored'], isWhole && styles['whole'], isComing && styles['coming'])
  return (
    <video
      ref={element}
      className={classes(styles['video'], look)}
      aria-label={isComing ? undefined : label}
      aria-hidden={isComing || undefined}
      autoPlay
      playsInline
      muted
      disablePictureInPicture={mirrored}
    />
  )
}
