import type { Other } from '@parley/client/calls'
import { MonitorUp } from 'lucide-react'
import { Icon } from '../../../design/icon.tsx'
import { t } from '../../../texts/text.ts'
import { nameOf, usePerson } from '../../conversation/use-person.ts'
import { Picture } from '../video/picture.tsx'
import { Seen } from '../video/seen.tsx'
import { closedWords } from './closed-words.ts'
import styles from './screen-tile.module.css'
import type { TilePlace } from './tile-place.ts'

interface Props {
  other: Other
  place: TilePlace
}

/** The screen that somebody shares: all of it, whatever its shape. */
export function ScreenTile({ other, place }: Props) {
  const name = nameOf(usePerson(other.user))
  const { screen, isConnected, closed } = other
  const label = t('call.screenOf', { name })
  return (
    <section className={styles['screen']} aria-label={label} data-place={place}>
      {screen && closed === null ? (
        <Picture track={screen} label={label} isWhole>
          <p className={styles['words']}>{t('call.screenComing')}</p>
        </Picture>
      ) : (
        <p className={styles['words']} role="status">
          {(isConnected && closedWords(closed, name)) || t('call.screenComing')}
        </p>
      )}
      <Seen device={other.device} feed="screen" />
      {place !== 'mini' && (
        <span className={styles['chip']}>
          <Icon of={MonitorUp} size="xs" />
          <bdi className={styles['name']}>{label}</bdi>
        </span>
      )}
    </section>
  )
}
