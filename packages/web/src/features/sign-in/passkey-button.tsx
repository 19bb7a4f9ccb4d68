import { Fingerprint } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../design/button.tsx'
import { Note } from '../../design/note.tsx'
import { useClient } from '../../engine/client-context.ts'
import { codeOf, errorWords } from '../../engine/error-words.ts'
import { t } from '../../texts/text.ts'
import { hasPasskeys, isCancelled, signInWithPasskey } from './passkey.ts'

function words(error: unknown): string {
  if (isCancelled(error)) return t('signIn.passkeyCancelled')
  return codeOf(error) === 'passkey_refused' ? t('signIn.passkeyUnknown') : errorWords(error)
}

/** The first way in: a passkey that knows whose it is. */
export function PasskeyButton() {
  const client = useClient()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()
  if (!hasPasskeys()) return <Note tone="info">{t('signIn.passkeyUnsupported')}</Note>
  const signIn = async () => {
    setBusy(true)
    setFault(undefined)
    try {
      await signInWithPasskey(client)
    } catch (error) {
      setFault(words(error))
      setBusy(false)
    }
  }
  return (
    <>
      <Button variant="primary" size="lg" full icon={Fingerprint} loading={busy} onClick={() => void signIn()}>
        {t('signIn.passkey')}
      </Button>
      {fault !== undefined && (
        <Note tone="warn" live>
          {fault}
        </Note>
      )}
    </>
  )
}
