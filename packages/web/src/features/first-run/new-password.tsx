import { Dices } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../design/button.tsx'
import { copyWithNotice } from '../../design/copy-with-notice.ts'
import { Note } from '../../design/note.tsx'
import { PasswordField } from '../../design/password-field.tsx'
import { t } from '../../texts/text.ts'
import styles from './new-password.module.css'
import { passphrase } from './passphrase.ts'

interface Props {
  label?: string
  value: string
  onChange: (value: string) => void
  /** Characters it needs. */
  minimum: number
  error?: string | undefined
}

/** A password that is being chosen, with words drawn by chance on request. */
export function NewPassword({ label = t('firstRun.password'), value, onChange, minimum, error }: Props) {
  const [suggested, setSuggested] = useState('')
  const suggest = () => {
    const made = passphrase(minimum)
    setSuggested(made)
    onChange(made)
  }
  const isShown = suggested !== '' && suggested === value
  return (
    <div className={styles['field']}>
      <PasswordField
        label={label}
        value={value}
        onChange={onChange}
        error={error}
        hint={t('firstRun.passwordHint', { least: minimum })}
        autoComplete="new-password"
      />
      {isShown && (
        <Note title={t('firstRun.suggested')} live>
          <output className={styles['words']}>{suggested}</output>
          {t('firstRun.suggestedBody')}
        </Note>
      )}
      <div className={styles['deeds']}>
        <Button variant="ghost" size="sm" icon={Dices} onClick={suggest}>
          {isShown ? t('firstRun.suggestAgain') : t('firstRun.suggest')}
        </Button>
        {isShown && (
          <Button variant="ghost" size="sm" onClick={() => void copyWithNotice(suggested, t('common.copied'))}>
            {t('common.copy')}
          </Button>
        )}
      </div>
    </div>
  )
}
