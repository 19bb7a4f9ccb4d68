import { ArrowDown, ArrowUp } from 'lucide-react'
import { Icon } from '../../design/icon.tsx'
import { t } from '../../texts/text.ts'
import styles from './unread-pills.module.css'
import type { Side } from './use-unseen-rows.ts'

interface Props {
  above: number
  below: number
  onShow: (side: Side) => void
}

/** Says that unread rooms stand outside the view, and leads to them. */
export function UnreadPills({ above, below, onShow }: Props) {
  return (
    <>
      {above > 0 && (
        <button type="button" className={styles['pill']} data-side="above" onClick={() => onShow('above')}>
          <Icon of={ArrowUp} size="xs" />
          {t('rooms.unreadAbove', { count: above })}
        </button>
      )}
      {below > 0 && (
        <button type="button" className={styles['pill']} data-side="below" onClick={() => onShow('below')}>
          <Icon of={ArrowDown} size="xs" />
          {t('rooms.unreadBelow', { count: below })}
        </button>
      )}
    </>
  )
}
