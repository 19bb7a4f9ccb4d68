import { followTrack } from '@parley/client/calls'
import { useCallback } from 'react'
import { classes } from '../../../design/classes.ts'
import { Meter } from '../../../design/meter.tsx'
import { t } from '../../../texts/text.ts'
import { audio } from '../sounds/audio.ts'
import styles from './name-chip.module.css'

interface Props {
  name: string
  /** Whose loudness shows; none while silent. */
  track: MediaStreamTrack | null
  className?: string | undefined
}

function Level({ track }: { track: MediaStreamTrack }) {
  const follow = useCallback((onLevel: (level: number) => void) => followTrack(audio(), track, onLevel), [track])
  return <Meter label={t('preJoin.level')} shape="chip" follow={follow} />
}

/** The name at the lower corner of a picture, with how loud the voice is. */
export function NameChip({ name, track, className }: Props) {
  return (
    <span className={classes(styles['chip'], className)}>
      {track && <Level track={track} />}
      <bdi className={styles['name']}>{name}</bdi>
    </span>
  )
}
