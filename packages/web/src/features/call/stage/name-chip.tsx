import { useCallback } from 'react'
import { classes } from '../../../design/classes.ts'
import { Meter } from '../../../design/meter.tsx'
import { t } from '../../../texts/text.ts'
import { useDesk } from '../desk/desk-context.ts'
import styles from './name-chip.module.css'

interface Props {
  name: string
  /** Whose loudness shows; null: nobody's. */
  device: string | null
  className?: string | undefined
}

function Level({ device }: { device: string }) {
  const { voices } = useDesk()
  const follow = useCallback((onLevel: (level: number) => void) => voices.onLevel(device, onLevel), [voices, device])
  return <Meter label={t('preJoin.level')} shape="chip" follow={follow} />
}

/** The name at the lower corner of a picture, with how loud the voice is. */
export function NameChip({ name, device, className }: Props) {
  return (
    <span className={classes(styles['chip'], className)}>
      {device !== null && <Level device={device} />}
      <bdi className={styles['name']}>{name}</bdi>
    </span>
  )
}
