import { useEffect, useRef, useState } from 'react'
import { Note } from '../../design/note.tsx'
import { useClient } from '../../engine/client-context.ts'
import { t } from '../../texts/text.ts'
import { watchCamera } from './camera.ts'
import styles from './verification.module.css'

/** Reads the code of the other screen through the camera; where there is none, it says so. */
export function Scan({ id }: { id: string }) {
  const client = useClient()
  const video = useRef<HTMLVideoElement>(null)
  const [trouble, setTrouble] = useState<'no-camera' | 'other-code'>()
  useEffect(() => {
    let isOver = false
    let stop = (): void => undefined
    const seen = async (code: Uint8Array): Promise<void> => {
      const isRight = await client.scanCode(id, code).catch(() => false)
      if (!isRight && !isOver) setTrouble('other-code')
    }
    const look = async (): Promise<void> => {
      if (!video.current) return
      stop = await watchCamera(video.current, (code) => void seen(code))
      if (isOver) stop()
    }
    look().catch(() => !isOver && setTrouble('no-camera'))
    return () => {
      isOver = true
      stop()
    }
  }, [client, id])
  if (trouble === 'no-camera') {
    return (
      <Note tone="warn" live>
        {t('verification.noCamera')}
      </Note>
    )
  }
  return (
    <>
      <p>{t('verification.scanning')}</p>
      <video ref={video} className={styles['camera']} muted playsInline aria-label={t('verification.camera')} />
      {trouble === 'other-code' && (
        <Note tone="warn" live>
          {t('verification.otherCode')}
        </Note>
      )}
    </>
  )
}
