import { t } from '../../../texts/text.ts'
import styles from './lines.module.css'

/** What stands below was written before the room was encrypted. */
export function ClearLine() {
  return (
    <div className={styles['clear']} role="note">
      <span className={styles['words']}>{t('conversation.clear')}</span>
    </div>
  )
}
