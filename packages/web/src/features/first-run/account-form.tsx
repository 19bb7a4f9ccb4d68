import { Fingerprint, KeyRound } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../../design/button.tsx'
import { Divider } from '../../design/divider.tsx'
import { Note } from '../../design/note.tsx'
import { TextField } from '../../design/text-field.tsx'
import { t } from '../../texts/text.ts'
import { hasPasskeys } from '../sign-in/passkey.ts'
import styles from './account-form.module.css'
import { handleOf } from './handle-of.ts'
import { NewPassword } from './new-password.tsx'
import { useHandleCheck } from './use-handle-check.ts'
import { type Admission, useNewAccount } from './use-new-account.ts'

interface Props {
  admission: Admission
  /** Characters that a password needs. */
  minimum: number
  onDone: () => void
}

/** Name, handle, and a way in: a passkey, or a password instead. */
export function AccountForm({ admission, minimum, onDone }: Props) {
  const [name, setName] = useState('')
  const [typed, setTyped] = useState<string>()
  const [password, setPassword] = useState('')
  const [way, setWay] = useState<'passkey' | 'password'>(hasPasskeys() ? 'passkey' : 'password')
  const { busy, faults, create, clear } = useNewAccount(admission, minimum, onDone)
  const handle = (typed ?? handleOf(name)).trim()
  const check = useHandleCheck(handle)
  const form = useRef<HTMLFormElement>(null)

  useEffect(() => {
    if (faults.name ?? faults.handle ?? faults.password) {
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
    }
  }, [faults])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    void create({ name: name.trim(), handle, password: way === 'password' ? password : null })
  }
  const change = (field: 'name' | 'handle' | 'password', set: (value: string) => void) => (value: string) => {
    clear(field)
    set(value)
  }
  const isPasskey = way === 'passkey'
  return (
    <form ref={form} className={styles['form']} onSubmit={submit} noValidate>
      <TextField
        label={t('firstRun.name')}
        placeholder={t('firstRun.namePlaceholder')}
        value={name}
        onChange={change('name', setName)}
        error={faults.name}
        autoComplete="name"
      />
      <TextField
        label={t('firstRun.handle')}
        value={typed ?? handleOf(name)}
        onChange={change('handle', setTyped)}
        error={faults.handle ?? check.error}
        checking={check.checking && faults.handle === undefined}
        passed={check.passed}
        hint={check.hint ?? t('firstRun.handleHint')}
        leading="@"
        dir="ltr"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      {!isPasskey && (
        <NewPassword
          value={password}
          onChange={change('password', setPassword)}
          minimum={minimum}
          error={faults.password}
        />
      )}
      {faults.form !== undefined && (
        <Note tone="bad" live>
          {faults.form}
        </Note>
      )}
      {isPasskey && faults.passkey !== undefined && (
        <Note tone="warn" live>
          {faults.passkey}
        </Note>
      )}
      <div className={styles['deed']}>
        <Button
          type="submit"
          variant="primary"
          size="lg"
          full
          icon={isPasskey ? Fingerprint : undefined}
          loading={busy}
        >
          {isPasskey ? t('firstRun.passkey') : t('firstRun.passwordContinue')}
        </Button>
        {isPasskey && <p className={styles['hint']}>{t('firstRun.passkeyHint')}</p>}
      </div>
      {hasPasskeys() ? (
        <>
          <Divider label={t('common.or')} />
          <Button
            variant="outline"
            size="lg"
            full
            icon={isPasskey ? KeyRound : Fingerprint}
            disabled={busy}
            onClick={() => setWay(isPasskey ? 'password' : 'passkey')}
          >
            {isPasskey ? t('firstRun.usePassword') : t('firstRun.usePasskey')}
          </Button>
        </>
      ) : (
        <p className={styles['hint']}>{t('firstRun.passkeyUnsupported')}</p>
      )}
    </form>
  )
}
