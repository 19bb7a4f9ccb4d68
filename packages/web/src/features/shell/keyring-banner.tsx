import { HardDrive, KeyRound } from 'lucide-react'
import { Banner } from '../../design/banner.tsx'
import { Button } from '../../design/button.tsx'
import { Popover } from '../../design/popover.tsx'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { t } from '../../texts/text.ts'
import { RecoveryReminder } from '../recovery/recovery-reminder.tsx'
import { useSignOut } from '../sign-in/use-sign-out.ts'
import styles from './keyring-banner.module.css'
import { openWindow } from './window.ts'

function NeedsSignIn() {
  const signOut = useSignOut()
  const again = (
    <Button size="sm" onClick={() => void signOut()}>
      {t('keyring.signInAgain')}
    </Button>
  )
  return (
    <Banner icon={KeyRound} title={t('keyring.needsSignIn')} action={again}>
      {t('keyring.needsSignInBody')}
    </Banner>
  )
}

function Failed({ reason }: { reason: string }) {
  const details = (
    <Popover label={t('keyring.details')} align="end" content={() => <p className={styles['reason']}>{reason}</p>}>
      {(opener) => (
        <Button {...opener} size="sm">
          {t('keyring.details')}
        </Button>
      )}
    </Popover>
  )
  return (
    <Banner tone="bad" icon={KeyRound} title={t('keyring.failed')} action={details}>
      {t('keyring.failedBody')}
    </Banner>
  )
}

function Unconfirmed() {
  const confirm = (
    <Button size="sm" onClick={() => openWindow('confirm-device')}>
      {t('confirmDevice.title')}
    </Button>
  )
  return (
    <Banner icon={KeyRound} title={t('keyring.unconfirmed')} action={confirm}>
      {t('keyring.unconfirmedBody')}
    </Banner>
  )
}

/** The line that says why this device cannot read or write what is encrypted, or would not on another one. */
export function KeyringBanner() {
  const state = useReadable(useClient().keyring)
  switch (state.kind) {
    case 'closed':
      return null
    case 'ready':
      return state.recovery ? null : <RecoveryReminder />
    case 'unconfirmed':
      return <Unconfirmed />
    case 'needs-sign-in':
      return <NeedsSignIn />
    case 'full':
      return (
        <Banner icon={HardDrive} title={t('keyring.full')}>
          {t('keyring.fullBody')}
        </Banner>
      )
    case 'failed':
      return <Failed reason={state.reason} />
  }
}
