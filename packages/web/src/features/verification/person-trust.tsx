import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { Badge } from '../../design/badge.tsx'
import { Button } from '../../design/button.tsx'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { t } from '../../texts/text.ts'
import { useVerify } from './use-verify.ts'

/** The calm word beside a name: verified, or not any more. */
export function PersonTrustBadge({ id }: { id: string }) {
  const trust = useReadable(useClient().trust).people.get(id)
  if (trust === undefined) return null
  return trust === 'verified' ? (
    <Badge tone="ok" icon={ShieldCheck}>
      {t('verification.verified')}
    </Badge>
  ) : (
    <Badge tone="bad" icon={ShieldAlert}>
      {t('verification.newKeys')}
    </Badge>
  )
}

interface Props {
  id: string
  name: string
  /** Told before its window opens. */
  onBegin?: () => void
}

/** Begins to verify a person, where this device can. */
export function VerifyPerson({ id, name, onBegin }: Props) {
  const client = useClient()
  const keyring = useReadable(client.keyring)
  const trust = useReadable(client.trust).people.get(id)
  const { busy, person } = useVerify()
  if (keyring.kind !== 'ready' || trust === 'verified') return null
  const begin = async (): Promise<void> => {
    await person(id)
    onBegin?.()
  }
  return (
    <Button
      size="sm"
      icon={ShieldCheck}
      loading={busy}
      aria-label={t('verification.verifyNamed', { name })}
      onClick={() => void begin()}
    >
      {trust === 'changed' ? t('verification.verifyAgain') : t('verification.verify')}
    </Button>
  )
}
