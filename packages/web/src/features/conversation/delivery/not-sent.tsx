import { type ErrorAnswer, ParleyError } from '@parley/protocol'
import { CircleAlert } from 'lucide-react'
import { Button } from '../../../design/button.tsx'
import { Icon } from '../../../design/icon.tsx'
import { notify } from '../../../design/toast.ts'
import { errorWords } from '../../../engine/error-words.ts'
import { t } from '../../../texts/text.ts'
import { useDeeds } from '../deeds-context.ts'
import { useRoom } from '../room-context.ts'
import styles from './not-sent.module.css'

interface Props {
  of: string
  error: ErrorAnswer
}

/** Why a message stays here, and the ways on. */
export function NotSent({ of, error }: Props) {
  const { handle } = useRoom()
  const { lookAtKeys } = useDeeds()
  const retry = async () => {
    try {
      await handle.retry(of)
    } catch (fault) {
      notify({ kind: 'error', text: errorWords(fault) })
    }
  }
  return (
    <div className={styles['failed']}>
      <p className={styles['why']} role="status">
        <Icon of={CircleAlert} size="xs" />
        <span>
          <strong>{t('errors.notSent')}.</strong> {errorWords(ParleyError.from(error))}
        </span>
      </p>
      <div className={styles['ways']}>
        {error.code === 'identity_changed' && (
          <Button size="sm" onClick={lookAtKeys}>
            {t('newKeys.look')}
          </Button>
        )}
        <Button size="sm" onClick={() => void retry()}>
          {t('errors.sendAgain')}
        </Button>
        <Button size="sm" variant="ghost" onClick={() => void handle.discard(of)}>
          {t('errors.discard')}
        </Button>
      </div>
    </div>
  )
}
