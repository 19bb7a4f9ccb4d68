import { type FormEvent, useState } from 'react'
import { Button } from '../../design/button.tsx'
import { Note } from '../../design/note.tsx'
import { TextField } from '../../design/text-field.tsx'
import { useClient } from '../../engine/client-context.ts'
import { t } from '../../texts/text.ts'
import { type AccountFaults, accountFaults } from './account-faults.ts'
import styles from './account-form.module.css'

interface Props {
  token: string
  onDone: () => void
}

const nameLimit = 64

/** A nickname and nothing else. */
export function GuestForm({ token, onDone }: Props) {
  const client = useClient()
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const [faults, setFaults] = useState<AccountFaults>({})
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    const wanted = name.trim()
    if (wanted === '') return setFaults({ name: t('firstRun.nameEmpty') })
    if ([...wanted].length > nameLimit) return setFaults({ name: t('firstRun.nameTooLong', { limit: nameLimit }) })
    setBusy(true)
    setFaults({})
    try {
      await client.auth.registerGuest({ name: wanted, token })
      onDone()
    } catch (error) {
      setFaults(accountFaults(error, '', 0))
      setBusy(false)
    }
  }
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label={t('firstRun.guestName')}
        hint={t('firstRun.guestHint')}
        value={name}
        onChange={setName}
        error={faults.name}
        autoComplete="nickname"
      />
      {faults.form !== undefined && (
        <Note tone="bad" live>
          {faults.form}
        </Note>
      )}
      <Button type="submit" variant="primary" size="lg" full loading={busy}>
        {t('firstRun.guestEnter')}
      </Button>
    </form>
  )
}
