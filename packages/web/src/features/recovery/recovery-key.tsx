import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { ErrorState } from '../../design/error-state.tsx'
import { Spinner } from '../../design/spinner.tsx'
import { notify } from '../../design/toast.ts'
import { t } from '../../texts/text.ts'
import { closeWindow, openWindow } from '../shell/window.ts'
import { Done } from './done.tsx'
import { KeptCheck } from './kept-check.tsx'
import { KeySheet } from './key-sheet.tsx'
import styles from './recovery.module.css'
import { useNewKey } from './use-new-key.ts'

function Question({ onYes }: { onYes: () => void }) {
  return (
    <div className={styles['part']}>
      <p className={styles['words']}>{t('recovery.againBody')}</p>
      <div className={styles['deeds']}>
        <Button onClick={closeWindow}>{t('common.cancel')}</Button>
        <Button variant="danger" onClick={onYes}>
          {t('recovery.againAction')}
        </Button>
      </div>
    </div>
  )
}

function Steps({ state, go, make }: ReturnType<typeof useNewKey>) {
  switch (state.kind) {
    case 'question':
      return <Question onYes={make} />
    case 'making':
      return (
        <p className={styles['busy']} role="status">
          <Spinner size="md" /> {t('recovery.making')}
        </p>
      )
    case 'failed':
      return <ErrorState title={state.reason} onRetry={make} />
    case 'shown':
      return <KeySheet value={state.key} onKept={() => go({ kind: 'asked', key: state.key })} />
    case 'asked':
      return (
        <KeptCheck
          value={state.key}
          onKept={() => go({ kind: 'kept' })}
          onBack={() => go({ kind: 'shown', key: state.key })}
        />
      )
    case 'kept':
      return <Done title={t('recovery.ready')} body={t('recovery.readyBody')} />
  }
}

/** Makes a recovery key and sees to it that it is kept. */
export function RecoveryKey({ open }: { open: boolean }) {
  const making = useNewKey(open)
  const { kind } = making.state
  const leave = () => {
    closeWindow()
    if (kind !== 'shown' && kind !== 'asked') return
    const again = { label: t('recovery.again'), run: () => openWindow('recovery-key') }
    notify({ kind: 'info', text: t('recovery.unkept'), action: again })
  }
  const title = kind === 'question' ? t('recovery.againTitle') : t('recovery.title')
  return (
    <Dialog open={open} onClose={leave} title={title} keepOpen>
      <Steps {...making} />
    </Dialog>
  )
}
