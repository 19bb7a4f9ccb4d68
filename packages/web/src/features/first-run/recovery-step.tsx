import { ArrowRight, Fingerprint, KeyRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Badge } from '../../design/badge.tsx'
import { Button } from '../../design/button.tsx'
import { Icon } from '../../design/icon.tsx'
import { useClient } from '../../engine/client-context.ts'
import { useMe } from '../../engine/use-me.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { t } from '../../texts/text.ts'
import { letOpen } from '../recovery/let-open.ts'
import { useReminder } from '../recovery/use-reminder.ts'
import { LineWords } from '../settings/line-words.tsx'
import { Line, Lines } from '../settings/page-frame.tsx'
import { useFetched } from '../settings/use-fetched.ts'
import { openWindow } from '../shell/window.ts'
import { Windows } from '../shell/windows.tsx'
import { AuthHead } from '../sign-in/auth-head.tsx'
import { useIsSettling } from '../sign-in/passkey-in-hand.ts'
import styles from './recovery-step.module.css'

const ready = () => <Badge tone="ok">{t('firstRun.recoveryReady')}</Badge>

interface PasskeyProps {
  id: string
  opens: boolean
  onChanged: () => void
}

/** The passkey that made the account: it opens the messages, or would after one touch more. */
function Passkey({ id, opens, onChanged }: PasskeyProps) {
  const client = useClient()
  const isReady = useReadable(client.keyring).kind === 'ready'
  const isSettling = useIsSettling()
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    if (!isSettling) onChanged()
  }, [isSettling, onChanged])
  const touch = async () => {
    setBusy(true)
    await letOpen(client, id)
    setBusy(false)
    onChanged()
  }
  const more = (
    <Button size="sm" loading={busy || isSettling || !isReady} onClick={() => void touch()}>
      {t('recovery.passkeyLetOpen')}
    </Button>
  )
  return (
    <Line icon={<Icon of={Fingerprint} size="lg" />} deed={opens ? ready() : more}>
      <LineWords
        title={t('firstRun.recoveryPasskey')}
        about={opens ? t('firstRun.recoveryPasskeyOpens') : t('firstRun.recoveryPasskeyTouch')}
      />
    </Line>
  )
}

/** Asks for one more way back to the messages, once; it can wait. */
export function RecoveryStep({ onDone }: { onDone: () => void }) {
  const client = useClient()
  const { user } = useMe()
  const keyring = useReadable(client.keyring)
  const { later } = useReminder(user)
  const { value, again } = useFetched(() => client.call('passkeys.list', {}))
  const [passkey] = value?.passkeys ?? []
  const hasKey = keyring.kind === 'ready' && keyring.recovery
  const putOff = () => {
    later()
    onDone()
  }
  const make = (
    <Button
      size="sm"
      variant="primary"
      loading={keyring.kind === 'closed'}
      disabled={keyring.kind !== 'ready' && keyring.kind !== 'closed'}
      onClick={() => openWindow('recovery-key')}
    >
      {t('recovery.make')}
    </Button>
  )
  return (
    <>
      <AuthHead
        title={t('firstRun.recoveryTitle')}
        lead={passkey?.opens ? t('firstRun.recoveryLeadPasskey') : t('firstRun.recoveryLead')}
      />
      <Lines>
        {passkey !== undefined && <Passkey id={passkey.id} opens={passkey.opens} onChanged={again} />}
        <Line icon={<Icon of={KeyRound} size="lg" />} deed={hasKey ? ready() : make}>
          <LineWords title={t('recovery.title')} about={t('firstRun.recoveryKeyBody')} />
        </Line>
      </Lines>
      <div className={styles['deeds']}>
        <Button variant={hasKey ? 'primary' : 'neutral'} size="lg" icon={ArrowRight} onClick={onDone}>
          {t('firstRun.recoveryContinue')}
        </Button>
        {!hasKey && (
          <Button variant="ghost" size="lg" onClick={putOff}>
            {t('recovery.tomorrow')}
          </Button>
        )}
      </div>
      <p className={styles['hint']}>{t('firstRun.recoveryHint')}</p>
      <Windows />
    </>
  )
}
