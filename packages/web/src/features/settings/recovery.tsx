import type { Client } from '@parley/client'
import { KeyRound } from 'lucide-react'
import { Button } from '../../design/button.tsx'
import { Icon } from '../../design/icon.tsx'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { t } from '../../texts/text.ts'
import { openWindow } from '../shell/window.ts'
import { LineWords } from './line-words.tsx'
import { Line, Lines, Part } from './page-frame.tsx'
import styles from './recovery.module.css'

type Keyring = ReturnType<Client['keyring']['get']>

function words(keyring: Keyring): readonly [title: string, about?: string] {
  switch (keyring.kind) {
    case 'closed':
      return [t('common.loading')]
    case 'ready':
      if (!keyring.backup) return [t('recovery.noBackup'), t('recovery.noBackupBody')]
      return keyring.recovery
        ? [t('recovery.exists'), t('recovery.existsBody')]
        : [t('recovery.none'), t('recovery.noneBody')]
    case 'unconfirmed':
      return [t('keyring.unconfirmed'), t('keyring.unconfirmedBody')]
    case 'needs-sign-in':
      return [t('keyring.needsSignIn'), t('keyring.needsSignInBody')]
    case 'full':
      return [t('keyring.full'), t('keyring.fullBody')]
    case 'failed':
      return [t('keyring.failed'), t('keyring.failedBody')]
  }
}

function Deed({ keyring }: { keyring: Keyring }) {
  if (keyring.kind === 'unconfirmed') {
    return (
      <Button size="sm" variant="primary" onClick={() => openWindow('confirm-device')}>
        {t('confirmDevice.title')}
      </Button>
    )
  }
  if (keyring.kind !== 'ready') return null
  return (
    <Button size="sm" variant={keyring.recovery ? 'neutral' : 'primary'} onClick={() => openWindow('recovery-key')}>
      {keyring.recovery ? t('recovery.again') : t('recovery.make')}
    </Button>
  )
}

/** The key that opens one's messages on a new device. */
export function Recovery() {
  const keyring = useReadable(useClient().keyring)
  const [title, about] = words(keyring)
  return (
    <Part title={t('recovery.title')}>
      <p className={styles['lead']}>{t('recovery.lead')}</p>
      <Lines>
        <Line icon={<Icon of={KeyRound} size="lg" />} deed={<Deed keyring={keyring} />}>
          <LineWords title={title} about={about} />
        </Line>
      </Lines>
    </Part>
  )
}
