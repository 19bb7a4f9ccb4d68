import { useClient } from '../../../engine/client-context.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { nameOf, usePerson } from '../../conversation/use-person.ts'
import { PersonTrustBadge, VerifyPerson } from '../../verification/person-trust.tsx'
import styles from './call-trust.module.css'

/** Whether somebody in the call is verified, and the way there. */
export function Company({ user, onVerify }: { user: string; onVerify: () => void }) {
  const name = nameOf(usePerson(user))
  const trust = useReadable(useClient().trust).people.get(user)
  return (
    <p className={styles['company']}>
      <bdi className={styles['name']}>{name}</bdi>
      {trust === undefined ? t('call.notVerified') : <PersonTrustBadge id={user} />}
      <VerifyPerson id={user} name={name} onBegin={onVerify} />
    </p>
  )
}
