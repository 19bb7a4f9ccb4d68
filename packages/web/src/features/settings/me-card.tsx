import { Avatar } from '../../design/avatar.tsx'
import { SegmentedControl } from '../../design/segmented-control.tsx'
import { useMe } from '../../engine/use-me.ts'
import { t } from '../../texts/text.ts'
import { type OwnPresence, ownPresences, useOwnPresence } from '../people/use-own-presence.ts'
import styles from './me-card.module.css'

/** Oneself above the sections on a phone, with how others see one. */
export function MeCard() {
  const { me } = useMe()
  const { chosen, shown, choose } = useOwnPresence()
  return (
    <div className={styles['card']}>
      <div className={styles['who']}>
        <Avatar {...me} presence={shown ?? 'offline'} />
        <bdi className={styles['name']}>{me.name}</bdi>
      </div>
      <SegmentedControl<OwnPresence>
        label={t('presence.shown')}
        value={chosen}
        onChange={choose}
        options={ownPresences.map((value) => ({ value, label: t(`presence.${value}`) }))}
      />
    </div>
  )
}
