import { Check } from 'lucide-react'
import { Icon } from '../../design/icon.tsx'
import { Spinner } from '../../design/spinner.tsx'
import { t } from '../../texts/text.ts'
import styles from './saved-mark.module.css'
import type { Saving } from './use-saving.ts'

/** A quiet word that a change was kept. */
export function SavedMark({ state }: { state: Saving }) {
  return (
    <span className={styles['mark']} role="status">
      {state.kind === 'saving' && (
        <>
          <Spinner size="xs" /> {t('common.saving')}
        </>
      )}
      {state.kind === 'saved' && (
        <span className={styles['saved']}>
          <Icon of={Check} size="xs" /> {t('common.saved')}
        </span>
      )}
      {state.kind === 'failed' && <span className={styles['failed']}>{state.reason}</span>}
    </span>
  )
}
