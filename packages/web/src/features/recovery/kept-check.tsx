import { type FormEvent, useState } from 'react'
import { Button } from '../../design/button.tsx'
import { focusHere } from '../../design/focus-here.ts'
import { TextField } from '../../design/text-field.tsx'
import { t } from '../../texts/text.ts'
import { endsKey } from './groups.ts'
import styles from './recovery.module.css'

interface Props {
  value: string
  onKept: () => void
  onBack: () => void
}

/** Asks for the end of the key, so that it really is where somebody means to have kept it. */
export function KeptCheck({ value, onKept, onBack }: Props) {
  const [typed, setTyped] = useState('')
  const [fault, setFault] = useState<string>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (endsKey(value, typed)) onKept()
    else setFault(t('recovery.lastWrong'))
  }
  return (
    <form className={styles['part']} onSubmit={submit} noValidate>
      <TextField
        label={t('recovery.last')}
        hint={t('recovery.lastHint')}
        value={typed}
        onChange={setTyped}
        error={fault}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        dir="ltr"
        inputRef={focusHere}
      />
      <div className={styles['deeds']}>
        <Button onClick={onBack}>{t('recovery.showAgain')}</Button>
        <Button type="submit" variant="primary">
          {t('recovery.check')}
        </Button>
      </div>
    </form>
  )
}
