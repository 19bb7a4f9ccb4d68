import { type FormEvent, useState } from 'react'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Note } from '../../design/note.tsx'
import { PasswordField } from '../../design/password-field.tsx'
import { useClient } from '../../engine/client-context.ts'
import { codeOf } from '../../engine/error-words.ts'
import { t } from '../../texts/text.ts'
import { accountFaults } from '../first-run/account-faults.ts'
import { NewPassword } from '../first-run/new-password.tsx'
import { retryAfter } from '../sign-in/retry-after.ts'
import { usePause } from '../sign-in/use-pause.ts'
import { useServerInfo } from '../sign-in/use-server-info.ts'
import styles from './change-password.module.css'

interface Props {
  open: boolean
  hasPassword: boolean
  onClose: (changed: boolean) => void
}

function Form({ hasPassword, onClose }: Omit<Props, 'open'>) {
  const client = useClient()
  const minimum = useServerInfo()?.passwordMinimum ?? 15
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<{ current?: string; next?: string; form?: string }>({})
  const [pause, startPause] = usePause()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || pause > 0) return
    if (hasPassword && current === '') return setFault({ current: t('signIn.passwordEmpty') })
    if ([...next].length < minimum) return setFault({ next: t('firstRun.passwordTooShort', { least: minimum }) })
    setBusy(true)
    setFault({})
    try {
      await client.call('accounts.change-password', { current: hasPassword ? current : null, next })
      onClose(true)
    } catch (error) {
      setBusy(false)
      const wait = retryAfter(error)
      if (wait > 0) return startPause(wait)
      if (codeOf(error) === 'wrong_credentials') return setFault({ current: t('sessions.passwordWrong') })
      const { password, form } = accountFaults(error, '', minimum)
      setFault({ ...(password === undefined ? {} : { next: password }), ...(form === undefined ? {} : { form }) })
    }
  }
  const paused = pause > 0 ? t('signIn.pause', { seconds: pause }) : undefined
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
      {hasPassword && (
        <PasswordField
          label={t('sessions.passwordNow')}
          value={current}
          onChange={setCurrent}
          error={paused ?? fault.current}
          autoComplete="current-password"
        />
      )}
      <NewPassword
        label={t('sessions.passwordNew')}
        value={next}
        onChange={setNext}
        minimum={minimum}
        error={fault.next}
      />
      {fault.form !== undefined && (
        <Note tone="bad" live>
          {fault.form}
        </Note>
      )}
      <div className={styles['deeds']}>
        <Button onClick={() => onClose(false)}>{t('common.cancel')}</Button>
        <Button type="submit" variant="primary" loading={busy} disabled={paused ?? false}>
          {t('sessions.passwordChange')}
        </Button>
      </div>
    </form>
  )
}

/** Sets a new password; every other device is signed out by it. */
export function ChangePassword({ open, ...rest }: Props) {
  return (
    <Dialog
      open={open}
      onClose={() => rest.onClose(false)}
      title={rest.hasPassword ? t('sessions.passwordChange') : t('sessions.passwordSetTitle')}
      description={t('sessions.passwordEffect')}
      keepOpen
    >
      <Form {...rest} />
    </Dialog>
  )
}
