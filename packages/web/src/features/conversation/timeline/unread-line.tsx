import { formatTime } from '../../../texts/format.ts'
import { t } from '../../../texts/text.ts'
import styles from './lines.module.css'

/** Where the news begin; stays until the room is left. */
export function UnreadLine({ at }: { at: number }) {
  return (
    <div className={styles['unread']}>
      <span className={styles['words']}>{t('conversation.newSince', { time: formatTime(at) })}</span>
    </div>
  )
}
