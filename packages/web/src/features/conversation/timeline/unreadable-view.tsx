import { TriangleAlert } from 'lucide-react'
import { Icon } from '../../../design/icon.tsx'
import { loudness, type Why } from './unreadable.ts'
import styles from './unreadable-view.module.css'
import { wordsOf } from './words-of.ts'

/** What stands in place of a message that cannot be shown. */
export function UnreadableView({ why }: { why: Why }) {
  const isWarning = loudness[why] === 'warning'
  return (
    <span className={styles[isWarning ? 'warning' : 'quiet']} data-unreadable={why}>
      {isWarning && <Icon of={TriangleAlert} size="sm" className={styles['sign']} />}
      <span>{wordsOf({ kind: 'unreadable', why })}</span>
    </span>
  )
}
