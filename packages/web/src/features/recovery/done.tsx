import type { ReactNode } from 'react'
import { Button } from '../../design/button.tsx'
import { focusHere } from '../../design/focus-here.ts'
import { Note } from '../../design/note.tsx'
import { t } from '../../texts/text.ts'
import { closeWindow } from '../shell/window.ts'
import styles from './recovery.module.css'

interface Props {
  title: string
  body: string
  /** What one would do next. */
  next?: ReactNode
}

/** The last step: it has worked. */
export function Done({ title, body, next }: Props) {
  return (
    <div className={styles['part']}>
      <Note tone="ok" title={title} live>
        {body}
      </Note>
      <div className={styles['deeds']}>
        <Button ref={focusHere} variant={next === undefined ? 'primary' : 'neutral'} onClick={closeWindow}>
          {t('common.close')}
        </Button>
        {next}
      </div>
    </div>
  )
}
