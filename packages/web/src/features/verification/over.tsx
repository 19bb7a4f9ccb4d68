import type { Verification } from '@parley/client'
import { Button } from '../../design/button.tsx'
import { focusHere } from '../../design/focus-here.ts'
import { Note } from '../../design/note.tsx'
import { notify } from '../../design/toast.ts'
import { useClient } from '../../engine/client-context.ts'
import { errorWords } from '../../engine/error-words.ts'
import { t } from '../../texts/text.ts'
import type { StepProps } from './step-props.ts'
import styles from './verification.module.css'

type Cancelled = Extract<Verification['state'], { kind: 'cancelled' }>

function words({ why, byMe }: Cancelled, isOwn: boolean): readonly [title: string, body: string] {
  switch (why) {
    case 'mismatch':
      return [t('verification.mismatch'), isOwn ? t('verification.mismatchOwn') : t('verification.mismatchPerson')]
    case 'timed-out':
      return [t('verification.timedOut'), t('verification.timedOutBody')]
    case 'keys-differ':
      return [t('verification.keysDiffer'), t('verification.keysDifferBody')]
    case 'elsewhere':
      return [t('verification.elsewhere'), t('verification.nothingChanged')]
    case 'refused':
      return [byMe ? t('verification.refusedByMe') : t('verification.refused'), t('verification.nothingChanged')]
    case 'failed':
      return [t('verification.failed'), t('verification.failedBody')]
  }
}

const isGrave = (why: Cancelled['why']): boolean => why === 'mismatch' || why === 'keys-differ'

/** It did not come to an end, and why. */
export function NotVerified({ verification, onClose }: StepProps) {
  const client = useClient()
  const { state, isOwn, device } = verification
  if (state.kind !== 'cancelled') return null
  const [title, body] = words(state, isOwn)
  // A device that is not confirmed itself does not judge the others.
  const isJudge = client.keyring.get().kind === 'ready'
  const signOut = async (): Promise<void> => {
    try {
      await client.call('sessions.revoke', { device: device ?? '' })
      notify({ kind: 'done', text: t('verification.signedOut') })
      onClose()
    } catch (error) {
      notify({ kind: 'error', text: errorWords(error) })
    }
  }
  return (
    <>
      <Note tone={isGrave(state.why) ? 'warn' : 'neutral'} title={title} live>
        {body}
      </Note>
      <div className={styles['deeds']}>
        {isOwn && device !== null && isJudge && state.why === 'mismatch' && (
          <Button variant="dangerOutline" onClick={() => void signOut()}>
            {t('verification.signOut')}
          </Button>
        )}
        <Button ref={focusHere} variant="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </>
  )
}

/** Both sides have said yes, and it counts. */
export function Verified({ verification, name, onClose }: StepProps) {
  const { isOwn } = verification
  return (
    <>
      <Note tone="ok" title={isOwn ? t('verification.doneOwn') : t('verification.donePerson', { name })} live>
        {isOwn ? t('verification.doneOwnBody') : t('verification.donePersonBody')}
      </Note>
      <div className={styles['deeds']}>
        <Button ref={focusHere} variant="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </>
  )
}
