import { useEffect, useRef } from 'react'
import { classes } from '../../../design/classes.ts'
import styles from './video.module.css'

interface Props {
  track: MediaStreamTrack
  /** As a mirror shows it: the own picture. */
  mirrored?: boolean
  label: string
  onFirstFrame?: (() => void) | undefined
}

/** A picture without sound. */
export function Video({ track, mirrored = false, label, onFirstFrame }: Props) {
  const element = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const video = element.current
    if (!video) return
    video.srcObject = new MediaStream([track])
    if (onFirstFrame) video.requestVideoFrameCallback?.(() => onFirstFrame())
    return () => {
      video.srcObject = null
    }
  }, [track, onFirstFrame])
  return (
    <video
      ref={element}
      className={classes(styles['video'], mirrored && styles['mirrored'])}
      aria-label={label}
      autoPlay
      playsInline
      muted
      disablePictureInPicture={mirrored}
    />
  )
}
