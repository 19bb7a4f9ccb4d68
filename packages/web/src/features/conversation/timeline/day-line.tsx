import { formatDay } from '../../../texts/format.ts'
import styles from './lines.module.css'

/** Where a day begins. */
export function DayLine({ at }: { at: number }) {
  return (
    <div className={styles['day']}>
      <h2 className={styles['words']}>{formatDay(at)}</h2>
    </div>
  )
}
