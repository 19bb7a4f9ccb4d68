import { TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from '../../../design/icon.tsx'
import { IconButton } from '../../../design/icon-button.tsx'
import { t } from '../../../texts/text.ts'
import styles from './stage-note.module.css'

interface Props {
  title: string
  /** What it means, and what to do. */
  children: ReactNode
  /** A button beside the words. */
  action?: ReactNode
  onClose: () => void
}

/** A line over the stage about something that does not work. */
export function StageNote({ title, children, action, onClose }: Props) {
  return (
    <div className={styles['note']} role="status">
      <Icon of={TriangleAlert} size="md" className={styles['sign']} />
      <p className={styles['words']}>
        <strong>{title}.</strong> {children}
      </p>
      {action}
      <IconButton icon={X} size="sm" label={t('common.close')} onClick={onClose} />
    </div>
  )
}
