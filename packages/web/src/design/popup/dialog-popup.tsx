import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useRef } from 'react'
import { t } from '../../texts/text.ts'
import { classes } from '../classes.ts'
import type { DialogProps } from '../dialog-props.ts'
import { IconButton } from '../icon-button.tsx'
import styles from './dialog-popup.module.css'

/** An open dialog. */
export function DialogPopup(props: DialogProps) {
  const { open, onClose, title, description, children, footer, size = 'sm', keepOpen = false } = props
  const body = useRef<HTMLDivElement>(null)
  /** The first field; not on touch, where the keyboard would cover the rest. */
  const first = (way: string) =>
    way === 'touch' || (body.current?.querySelector<HTMLElement>('input, textarea') ?? true)
  return (
    <Dialog.Root open={open} onOpenChange={(next) => next || onClose()} disablePointerDismissal={keepOpen}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['scrim']} />
        <Dialog.Popup className={classes(styles['dialog'], styles[size])} initialFocus={first}>
          <div className={styles['head']}>
            <Dialog.Title className={styles['title']}>{title}</Dialog.Title>
            <Dialog.Close render={<IconButton icon={X} label={t('common.close')} className={styles['close']} />} />
          </div>
          {description !== undefined && (
            <Dialog.Description className={styles['description']}>{description}</Dialog.Description>
          )}
          {children !== undefined && (
            <div ref={body} className={styles['body']}>
              {children}
            </div>
          )}
          {footer !== undefined && <div className={styles['footer']}>{footer}</div>}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
