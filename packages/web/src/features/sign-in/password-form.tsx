import { type FormEvent, useRef, useState } from 'react'
import { Button } from '../../design/button.tsx'
import { PasswordField } from '../../design/password-field.tsx'
import { TextField } from '../../design/text-field.tsx'
import { useClient } from '../../engine/client-context.ts'
import { codeOf, errorWords } from '../../engine/error-words.ts'
import { t } from '../../texts/text.ts'
import { retryAfter } from './retry-after.ts'
import styles from './sign-in-page.module.css'
import { usePause } from './use-pause.ts'

interface Faults {
  readonly handle?: string
  readonly password?: string
}

/** The second way in: handle and password. */
export function PasswordForm() {
  const client = useClient()
  const [handle, setHandle] = useState('')
  const [password, setPassword] = useState('')
  const [faults, setFaults] = useState<Faults>({})
  const [busy, setBusy] = useState(false)
  const [pause, startPause] = usePause()
  const handleField = useRef<HTMLInputElement>(null)
  const passwordField = useRef<HTMLInputElement>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || pause > 0) return
    if (handle.trim() === '') {
      setFaults({ handle: t('signIn.handleEmpty') })
      return handleField.current?.focus()
    }
    if (password === '') {
      setFaults({ password: t('signIn.passwordEmpty') })
      return passwordField.current?.focus()
    }
    setBusy(true)
    setFaults({})
    try {
      await client.auth.signIn({ handle: handle.trim(), password })
    } catch (error) {
      setBusy(false)
      const code = codeOf(error)
      const wait = code === 'rate_limited' ? retryAfter(error) : 0
      if (wait > 0) startPause(wait)
      else setFaults({ password: code === 'wrong_credentials' ? t('signIn.wrong') : errorWords(error) })
      passwordField.current?.select()
    }
  }
  const paused = pause > 0 ? t('signIn.pause', { seconds: pause }) : undefined
  return (
    <form className={styles['fields']} onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label={t('signIn.handle')}
        value={handle}
        onChange={setHandle}
        error={faults.handle}
        leading="@"
        dir="ltr"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        inputRef={handleField}
      />
      <PasswordField
        label={t('signIn.password')}
        value={password}
        onChange={setPassword}
        error={paused ?? faults.password}
        autoComplete="current-password"
        inputRef={passwordField}
      />
      <Button type="submit" size="lg" full loading={busy} disabled={paused ?? false}>
        {t('signIn.submit')}
      </Button>
    </form>
  )
}
