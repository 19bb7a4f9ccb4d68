import { Fingerprint } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../design/button.tsx'
import { Note } from '../../design/note.tsx'
import { useClient } from '../../engine/client-context.ts'
import { errorWords } from '../../engine/error-words.ts'
import { t } from '../../texts/text.ts'
import { useFetched } from '../settings/use-fetched.ts'
import { hasPasskeys, isCancelled, touchPasskey } from '../sign-in/passkey.ts'

/** The way of a new device by a passkey that opens the messages; nothing where there is none. */
export function FromPasskey({ onDone }: { onDone: () => void }) {
  const client = useClient()
  const { value } = useFetched(() => client.call('passkeys.list', {}))
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()
  const able = (value?.passkeys ?? []).filter(({ opens }) => opens).map(({ id }) => id)
  if (able.length === 0 || !hasPasskeys()) return null
  const confirm = async () => {
    setBusy(true)
    setFault(undefined)
    try {
      if (await touchPasskey(client, able)) return onDone()
      setFault(t('confirmDevice.passkeyCannot'))
    } catch (error) {
      setFault(isCancelled(error) ? t('signIn.passkeyCancelled') : errorWords(error))
    }
    setBusy(false)
  }
  const deed = (
    <Button size="sm" variant="primary" loading={busy} onClick={() => void confirm()}>
      {t('confirmDevice.passkeyUse')}
    </Button>
  )
  return (
    <>
      <Note icon={Fingerprint} title={t('confirmDevice.passkey')} actions={deed}>
        {t('confirmDevice.passkeyBody')}
      </Note>
      {fault !== undefined && (
        <Note tone="warn" live>
          {fault}
        </Note>
      )}
    </>
  )
}
