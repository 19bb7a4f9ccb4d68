import type { Verification } from '@parley/client'
import { useState } from 'react'
import { Dialog } from '../../design/dialog.tsx'
import { Note } from '../../design/note.tsx'
import { notify } from '../../design/toast.ts'
import { useClient } from '../../engine/client-context.ts'
import { errorWords } from '../../engine/error-words.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { t } from '../../texts/text.ts'
import { nameOf, usePerson } from '../conversation/use-person.ts'
import { closeWindow } from '../shell/window.ts'
import { Asked } from './asked.tsx'
import { Comparing } from './comparing.tsx'
import { NotVerified, Verified } from './over.tsx'
import { Ready } from './ready.tsx'
import { Scanned } from './scanned.tsx'
import { useShown } from './shown.ts'
import type { StepProps } from './step-props.ts'
import styles from './verification.module.css'

/** What there was last of a verification; one that its engine does not know any more came to nothing. */
function useVerification(id: string | null): Verification | null {
  const all = useReadable(useClient().verifications)
  const [last, setLast] = useState<Verification | null>(null)
  const found = all.find((one) => one.id === id)
  if (found !== undefined && found !== last) setLast(found)
  if (found !== undefined || last?.id !== id) return found ?? null
  const isOver = last.state.kind === 'done' || last.state.kind === 'cancelled'
  return isOver ? last : { ...last, state: { kind: 'cancelled', why: 'failed', byMe: false } }
}

function Step(props: StepProps) {
  switch (props.verification.state.kind) {
    case 'asked':
      return <Asked {...props} />
    case 'ready':
      return <Ready {...props} />
    case 'comparing':
      return <Comparing {...props} />
    case 'scanned':
      return <Scanned {...props} />
    case 'waiting':
      return (
        <Note busy title={t('verification.waiting')} live>
          {t('verification.waitingBody')}
        </Note>
      )
    case 'done':
      return <Verified {...props} />
    case 'cancelled':
      return <NotVerified {...props} />
  }
}

/** The window in which two sides verify each other. */
export function VerifyWindow({ open }: { open: boolean }) {
  const client = useClient()
  const verification = useVerification(useShown())
  const connection = useReadable(client.connection)
  const name = nameOf(usePerson(verification?.user ?? ''))
  const title =
    verification?.isOwn === false ? t('verification.verifyNamed', { name }) : t('verification.confirmDevice')
  const onStep: StepProps['onStep'] = (step) => {
    const said = client.verificationStep(verification?.id ?? '', step)
    said.catch((error: unknown) => notify({ kind: 'error', text: errorWords(error) }))
  }
  const onClose = (): void => {
    closeWindow()
    // Whoever has only looked at a request has not answered it.
    const isOnlyAsked = verification?.state.kind === 'asked' && !verification.isMine
    if (verification && !isOnlyAsked) onStep('cancel')
  }
  return (
    <Dialog open={open} onClose={onClose} title={title} keepOpen>
      <div className={styles['part']}>
        {connection.kind !== 'live' && (
          <Note tone="warn" title={t('verification.offline')} live>
            {t('verification.offlineBody')}
          </Note>
        )}
        {verification && <Step verification={verification} name={name} onStep={onStep} onClose={onClose} />}
      </div>
    </Dialog>
  )
}
