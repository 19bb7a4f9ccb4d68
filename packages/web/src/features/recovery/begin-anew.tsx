import { useState } from 'react'
import { Button } from '../../design/button.tsx'
import { focusHere } from '../../design/focus-here.ts'
import { Note } from '../../design/note.tsx'
import { useClient } from '../../engine/client-context.ts'
import { codeOf, errorWords } from '../../engine/error-words.ts'
import { t } from '../../texts/text.ts'
import { closeWindow } from '../shell/window.ts'
import { useSignOut } from '../sign-in/use-sign-out.ts'
import styles from './recovery.module.css'

interface Props {
  onDone: () => void
  onBack: () => void
}

/** Asks before somebody takes other keys, and tells what follows. */
export function BeginAnew({ onDone, onBack }: Props) {
  const client = useClient()
  const signOut = useSignOut()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>()

  const begin = async () => {
    setBusy(true)
    setFault(undefined)
    try {
      await client.startOver()
      onDone()
    } catch (error) {
      setBusy(false)
      setFault(error)
    }
  }
  const signInAgain = () => {
    closeWindow()
    void signOut()
  }
  const isOld = fault !== undefined && codeOf(fault) === 'sign_in_again'
  return (
    <div className={styles['part']}>
      <Note tone="warn" title={t('confirmDevice.anewTitle')}>
        {t('confirmDevice.anewBody')}
      </Note>
      {fault !== undefined && (
        <Note tone="bad" live>
          {errorWords(fault)}
        </Note>
      )}
      <div className={styles['deeds']}>
        <Button ref={focusHere} disabled={busy} onClick={onBack}>
          {t('common.back')}
        </Button>
        {isOld ? (
          <Button variant="primary" onClick={signInAgain}>
            {t('keyring.signInAgain')}
          </Button>
        ) : (
          <Button variant="danger" loading={busy} onClick={() => void begin()}>
            {t('confirmDevice.anew')}
          </Button>
        )}
      </div>
    </div>
  )
}
