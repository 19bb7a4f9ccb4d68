import type { OutputOf } from '@parley/protocol'
import { useState } from 'react'
import { Badge } from '../../design/badge.tsx'
import { Button } from '../../design/button.tsx'
import { confirm } from '../../design/confirm.ts'
import { notify } from '../../design/toast.ts'
import { useClient } from '../../engine/client-context.ts'
import { errorWords } from '../../engine/error-words.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { formatDate, formatRelative } from '../../texts/format.ts'
import { t } from '../../texts/text.ts'
import { letOpen } from '../recovery/let-open.ts'
import { hasPasskeys } from '../sign-in/passkey.ts'
import { LineWords } from './line-words.tsx'
import { Line } from './page-frame.tsx'

export type Passkey = OutputOf<'passkeys.list'>['passkeys'][number]

interface Props {
  passkey: Passkey
  onChanged: () => void
}

function PasskeyLine({ passkey: { id, createdAt, usedAt, opens }, onChanged }: Props) {
  const client = useClient()
  const isReady = useReadable(client.keyring).kind === 'ready'
  const [busy, setBusy] = useState(false)
  const day = formatDate(createdAt)
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true)
    await work()
    setBusy(false)
    onChanged()
  }
  const remove = async () => {
    const title = t('sessions.passkeyRemoveTitle')
    const action = t('sessions.passkeyRemove')
    if (!(await confirm({ title, body: t('sessions.passkeyRemoveBody'), action, danger: true }))) return
    await client.call('passkeys.remove', { passkey: id }).then(
      () => notify({ kind: 'done', text: t('sessions.passkeyRemoved') }),
      (error: unknown) => notify({ kind: 'error', text: errorWords(error) }),
    )
  }
  const deed = (
    <>
      {!opens && isReady && hasPasskeys() && (
        <Button size="sm" loading={busy} onClick={() => void run(() => letOpen(client, id))}>
          {t('recovery.passkeyLetOpen')}
        </Button>
      )}
      <Button
        size="sm"
        variant="dangerOutline"
        disabled={busy}
        aria-label={t('sessions.passkeyRemoveNamed', { day })}
        onClick={() => void run(remove)}
      >
        {t('sessions.remove')}
      </Button>
    </>
  )
  const badge = opens ? <Badge tone="ok">{t('recovery.passkeyOpens')}</Badge> : undefined
  return (
    <Line deed={deed}>
      <LineWords
        title={t('sessions.passkeyOf', { day })}
        about={t('sessions.passkeyUsed', { time: formatRelative(usedAt) })}
        badge={badge}
      />
    </Line>
  )
}

/** The passkeys of the account, and which of them open the messages on new devices. */
export function PasskeyLines({ passkeys, onChanged }: { passkeys: readonly Passkey[]; onChanged: () => void }) {
  return passkeys.map((passkey) => <PasskeyLine key={passkey.id} passkey={passkey} onChanged={onChanged} />)
}
