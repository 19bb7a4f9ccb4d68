import type { Grade } from '@parley/client/calls'
import styles from './line-bars.module.css'

/** How good a line is: four bars, three, or one. The words stand beside it. */
export function LineBars({ grade }: { grade: Grade }) {
  return (
    <span className={styles['bars']} data-grade={grade} aria-hidden>
      <span />
      <span />
      <span />
      <span />
    </span>
  )
}
