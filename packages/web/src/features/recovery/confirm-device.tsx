import { useState } from 'react'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { useClient } from '../../engine/client-context.ts'
import { t } from '../../texts/text.ts'
import { closeWindow, openWindow } from '../shell/window.ts'
import { BeginAnew } from './begin-anew.tsx'
import { Done } from './done.tsx'
import { KeyEntry } from './key-entry.tsx'
import { NoKey } from './no-key.tsx'

type Step = 'no-key' | 'key' | 'anew' | 'confirmed' | 'begun'

function Steps() {
  const keyring = useClient().keyring.get()
  const hasKey = keyring.kind === 'unconfirmed' && keyring.recovery
  const [first] = useState<Step>(hasKey ? 'key' : 'no-key')
  const [step, setStep] = useState<Step>(first)
  switch (step) {
    case 'no-key':
      return <NoKey onEnter={() => setStep('key')} onAnew={() => setStep('anew')} onDone={() => setStep('confirmed')} />
    case 'key':
      return <KeyEntry onDone={() => setStep('confirmed')} onLost={() => setStep('anew')} />
    case 'anew':
      return <BeginAnew onDone={() => setStep('begun')} onBack={() => setStep(first)} />
    case 'confirmed':
      return <Done title={t('confirmDevice.done')} body={t('confirmDevice.doneBody')} />
    case 'begun': {
      const make = (
        <Button variant="primary" onClick={() => openWindow('recovery-key')}>
          {t('recovery.make')}
        </Button>
      )
      return <Done title={t('confirmDevice.begun')} body={t('confirmDevice.begunBody')} next={make} />
    }
  }
}

/** Makes a new device one of its person's, by their recovery key. */
export function ConfirmDevice({ open }: { open: boolean }) {
  return (
    <Dialog open={open} onClose={closeWindow} title={t('confirmDevice.title')} keepOpen>
      <Steps />
    </Dialog>
  )
}
