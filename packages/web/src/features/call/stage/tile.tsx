import { MicOff, Spotlight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from '../../../design/icon.tsx'
import { t } from '../../../texts/text.ts'
import { HandMark } from '../hands/hand-mark.tsx'
import { useHand } from '../hands/use-hand.ts'
import { Signs } from '../reactions/signs.tsx'
import { NameChip } from './name-chip.tsx'
import { Still } from './still.tsx'
import styles from './tile.module.css'
import type { TilePlace } from './tile-place.ts'

interface Props {
  device: string
  name: string
  place: TilePlace
  /** Their picture, if there is one to see. */
  picture: ReactNode
  /** Their camera is on; without a picture here, something keeps it from being shown. */
  isFilming: boolean
  /** What says whether the picture shows, also while it cannot be opened. */
  seen?: ReactNode
  /** What they say of their microphone. */
  isHeard: boolean
  /** How loud they are shows at the name. */
  showsLevel: boolean
  isSharing: boolean
  /** Everybody sees them large. */
  isLit: boolean
  /** They are in the call: their name and microphone show. */
  isThere: boolean
  /** Over the picture. */
  words?: string | null
  /** Instead of a picture. */
  children: ReactNode
}

/** Somebody in a call: their picture, or what stands in its place. */
export function Tile({
  device,
  name,
  place,
  picture,
  isFilming,
  isHeard,
  showsLevel,
  isSharing,
  isLit,
  isThere,
  ...more
}: Props) {
  const { words = null, seen, children } = more
  const hand = useHand(device) ?? 0
  const label = t('call.tile', {
    name,
    microphone: isHeard ? 'on' : 'off',
    camera: isFilming ? (picture ? 'on' : 'kept') : 'off',
    hand,
    screen: isSharing ? 'on' : 'off',
    spotlight: isLit ? 'on' : 'off',
  })
  return (
    <section className={styles['tile']} aria-label={label} data-place={place}>
      {picture || <Still place={place}>{children}</Still>}
      {picture && words !== null && (
        <p className={styles['over']} role="status">
          {words}
        </p>
      )}
      {isThere && <NameChip name={name} device={isHeard && showsLevel ? device : null} className={styles['chip']} />}
      <span className={styles['marks']}>
        <HandMark device={device} />
        {isLit && (
          <span className={styles['silent']} title={t('call.inSpotlight')}>
            <Icon of={Spotlight} size="xs" />
          </span>
        )}
        {isThere && !isHeard && (
          <span className={styles['silent']} title={t('call.mutedPeer', { name })}>
            <Icon of={MicOff} size="xs" />
            <span className={styles['muted']}>{t('call.muted')}</span>
          </span>
        )}
      </span>
      {place !== 'mini' && <Signs device={device} />}
      {seen}
    </section>
  )
}
