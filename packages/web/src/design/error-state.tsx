import { Copy, RotateCw, TriangleAlert } from 'lucide-react'
import { t } from '../texts/text.ts'
import { Button } from './button.tsx'
import { copyWithNotice } from './copy-with-notice.ts'
import styles from './error-state.module.css'
import { Icon } from './icon.tsx'

interface Props {
  /** The cause, as a sentence. */
  title: string
  /** The effect, and what happens by itself. */
  body?: string | undefined
  onRetry?: (() => void) | undefined
  /** Technical words to hand on; they go to the clipboard, not on the page. */
  report?: string | undefined
}

/** A part of the page that stopped or never came: cause, effect, next step. */
export function ErrorState({ title, body, onRetry, report }: Props) {
  return (
    <section className={styles['error']} role="alert">
      <Icon of={TriangleAlert} size="xl" className={styles['sign']} />
      <p className={styles['title']}>{title}</p>
      {body !== undefined && <p className={styles['body']}>{body}</p>}
      <div className={styles['actions']}>
        {onRetry && (
          <Button icon={RotateCw} onClick={onRetry}>
            {t('common.loadAgain')}
          </Button>
        )}
        {report !== undefined && (
          <Button variant="ghost" icon={Copy} onClick={() => void copyWithNotice(report, t('errors.reportCopied'))}>
            {t('errors.copyReport')}
          </Button>
        )}
      </div>
    </section>
  )
}
