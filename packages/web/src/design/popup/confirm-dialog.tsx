import { AlertDialog } from '@base-ui/react/alert-dialog'
import { useRef, useState } from 'react'
import { t } from '../../texts/text.ts'
import { Button } from '../button.tsx'
import { useCell } from '../cell.ts'
import { classes } from '../classes.ts'
import { type Question, question } from '../question.ts'
import styles from './dialog-popup.module.css'

/** The question of `confirm`; the words stay while it fades out. */
export function ConfirmDialog() {
  const asked = useCell(question)
  const [last, setLast] = useState<Question>()
  const safe = useRef<HTMLButtonElement>(null)
  if (asked !== undefined && asked !== last) setLast(asked)
  const shown = asked ?? last
  return (
    <AlertDialog.Root open={asked !== undefined} onOpenChange={(open) => open || asked?.answer(false)}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={styles['scrim']} />
        <AlertDialog.Popup className={classes(styles['dialog'], styles['sm'])} initialFocus={safe}>
          <AlertDialog.Title className={styles['title']}>{shown?.title}</AlertDialog.Title>
          <AlertDialog.Description className={styles['description']}>{shown?.body}</AlertDialog.Description>
          <div className={styles['footer']}>
            <Button ref={safe} onClick={() => asked?.answer(false)}>
              {t('common.cancel')}
            </Button>
            <Button variant={shown?.danger ? 'danger' : 'primary'} onClick={() => asked?.answer(true)}>
              {shown?.action}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
