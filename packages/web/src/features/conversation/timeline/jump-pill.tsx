import { ArrowDown } from 'lucide-react'
import { Icon } from '../../../design/icon.tsx'
import { t } from '../../../texts/text.ts'
import styles from './jump-pill.module.css'

interface Props {
  count: number
  onJump: () => void
}

/** Leads down to the newest message, and says how many are new. */
export function JumpPill({ count, onJump }: Props) {
  return (
    <button type="button" className={styles['pill']} data-new={count > 0 || undefined} onClick={onJump}>
      <Icon of={ArrowDown} size="xs" />
      {t('conversation.newBelow', { count })}
    </button>
  )
}
