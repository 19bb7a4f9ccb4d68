import { useClient } from '../../../engine/client-context.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { PersonTrustBadge, VerifyPerson } from '../../verification/person-trust.tsx'
import type { Peer } from '../desk/use-peer.ts'
import styles from './call-trust.module.css'

/** Whether the person at the other end is verified, and the way there. */
export function Company({ peer, onVerify }: { peer: Peer; onVerify: () => void }) {
  const trust = useReadable(useClient().trust).people.get(peer.id)
  return (
    <p className={styles['company']}>
      <bdi className={styles['name']}>{peer.name}</bdi>
      {trust === undefined ? t('call.notVerified') : <PersonTrustBadge id={peer.id} />}
      <VerifyPerson id={peer.id} name={peer.name} onBegin={onVerify} />
    </p>
  )
}
