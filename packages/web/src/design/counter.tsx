import { t } from '../texts/text.ts'
import { classes } from './classes.ts'
import styles from './counter.module.css'
import { Unseen } from './unseen.tsx'

interface Props {
  count: number
  /** What is counted, as a whole phrase: "3 mentions of you". */
  label: string
  /** `mention` calls for the person, `plain` only tells. */
  kind?: 'mention' | 'plain'
  limit?: number
}

/** A number in a pill; nothing at 0, "99+" above the limit. */
export function Counter({ count, label, kind = 'plain', limit = 99 }: Props) {
  if (count <= 0) return null
  return (
    <span className={classes(styles['counter'], styles[kind])}>
      <span aria-hidden>{count > limit ? t('common.moreThan', { limit }) : count}</span>
      <Unseen>{label}</Unseen>
    </span>
  )
}
