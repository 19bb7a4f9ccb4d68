import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { Button } from '../../design/button.tsx'
import { Note } from '../../design/note.tsx'
import { TextField } from '../../design/text-field.tsx'
import { useClient } from '../../engine/client-context.ts'
import { codeOf, errorWords } from '../../engine/error-words.ts'
import { t } from '../../texts/text.ts'
import { FromOtherDevice } from '../verification/from-other-device.tsx'
import { FromPasskey } from './from-passkey.tsx'
import { groupsOf } from './groups.ts'
import styles from './recovery.module.css'

interface Props {
  onDone: () => void
  onLost: () => void
}

/** Takes the recovery key and opens with it what this device may read. */
export function KeyEntry({ onDone, onLost }: Props) {
  const client = useClient()
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<{ key?: string; form?: string }>({})

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    const groups = groupsOf(typed)
    if (groups.length === 0) return setFault({ key: t('confirmDevice.empty') })
    setBusy(true)
    setFault({})
    try {
      await client.recover(groups.join(' '))
      onDone()
    } catch (error) {
      setBusy(false)
      const words = errorWords(error)
      setFault(codeOf(error) === 'wrong_recovery_key' ? { key: words } : { form: words })
    }
  }
  // Lines mean nothing in a key, so Enter confirms, as in a field of one line.
  const confirm = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLTextAreaElement)) return
    event.preventDefault()
    event.currentTarget.requestSubmit()
  }
  return (
    <form className={styles['part']} onSubmit={(event) => void submit(event)} onKeyDown={confirm} noValidate>
      <FromPasskey onDone={onDone} />
      <FromOtherDevice />
      <p className={styles['words']}>{t('confirmDevice.lead')}</p>
      <div className={styles['entry']}>
        <TextField
          rows={3}
          label={t('recovery.title')}
          hint={t('confirmDevice.hint')}
          value={typed}
          onChange={setTyped}
          error={fault.key}
          readOnly={busy}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
        />
      </div>
      {fault.form !== undefined && (
        <Note tone="bad" live>
          {fault.form}
        </Note>
      )}
      <div className={styles['deeds']}>
        <Button variant="ghost" className={styles['aside']} disabled={busy} onClick={onLost}>
          {t('confirmDevice.lost')}
        </Button>
        <Button type="submit" variant="primary" loading={busy}>
          {t('confirmDevice.title')}
        </Button>
      </div>
    </form>
  )
}
