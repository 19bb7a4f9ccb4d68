import { MicOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from '../../../design/icon.tsx'
import { t } from '../../../texts/text.ts'
import { Picture } from '../video/picture.tsx'
import { NameChip } from './name-chip.tsx'
import styles from './tile.module.css'

interface Props {
  name: string
  /** Their picture, if there is one to see. */
  picture: MediaStreamTrack | null
  voice: MediaStreamTrack | null
  /** What they say of their microphone. */
  isHeard: boolean
  /** They are in the call: their name and microphone show. */
  isThere: boolean
  /** Over the picture. */
  words?: string | null
  /** Instead of a picture. */
  children: ReactNode
  isSmall?: boolean
  onFirstFrame?: () => void
}

/** Somebody in a call: their picture, or what stands in its place. */
export function Tile({
  name,
  picture,
  voice,
  isHeard,
  isThere,
  words = null,
  children,
  isSmall = false,
  ...more
}: Props) {
  const label = t('call.tile', { name, microphone: isHeard ? 'on' : 'off', camera: picture ? 'on' : 'off' })
  return (
    <section className={styles['tile']} aria-label={label} data-small={isSmall || undefined}>
      {picture ? <Picture track={picture} label={name} {...more} /> : <div className={styles['still']}>{children}</div>}
      {picture && words !== null && (
        <p className={styles['over']} role="status">
          {words}
        </p>
      )}
      {isThere && <NameChip name={name} track={isHeard ? voice : null} className={styles['chip']} />}
      {isThere && !isHeard && (
        <span className={styles['silent']} title={t('call.mutedPeer', { name })}>
          <Icon of={MicOff} size="xs" />
          {t('call.muted')}
        </span>
      )}
    </section>
  )
}
