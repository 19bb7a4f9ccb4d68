import { Toast } from '@base-ui/react/toast'
import { CircleAlert, CircleCheck, Info, Undo2, X } from 'lucide-react'
import { t } from '../../texts/text.ts'
import { Button } from '../button.tsx'
import { classes } from '../classes.ts'
import { Icon } from '../icon.tsx'
import { IconButton } from '../icon-button.tsx'
import type { Notice } from '../notice.ts'
import styles from './toasts.module.css'

const manager = Toast.createToastManager<Notice>()
const signs = { info: Info, done: CircleCheck, undo: Undo2, error: CircleAlert }
const times = { info: 5000, done: 4000, undo: 8000, error: 0 }

/** Puts a notice on the page. */
export function addToast(notice: Notice): void {
  manager.add({
    ...(notice.id === undefined ? {} : { id: notice.id }),
    description: notice.text,
    timeout: times[notice.kind],
    priority: notice.kind === 'error' ? 'high' : 'low',
    data: notice,
  })
}

function List() {
  const { toasts, close } = Toast.useToastManager<Notice>()
  return toasts.map((toast) => {
    const { kind, action } = toast.data ?? { kind: 'info' as const }
    const act = () => {
      action?.run()
      close(toast.id)
    }
    return (
      <Toast.Root key={toast.id} toast={toast} className={classes(styles['toast'], styles[kind])}>
        <Toast.Content className={styles['content']}>
          <Icon of={signs[kind]} size="md" className={styles['sign']} />
          <Toast.Description className={styles['words']} />
          {action && (
            <Button size="sm" onClick={act}>
              {action.label}
            </Button>
          )}
          <Toast.Close render={<IconButton size="sm" icon={X} label={t('common.close')} />} />
        </Toast.Content>
      </Toast.Root>
    )
  })
}

/** Where notices stack up. */
export function Toasts() {
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className={styles['viewport']} aria-label={t('common.notices')} data-region="notices">
          <List />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}
