import { useState } from 'react'
import { Avatar } from '../../../design/avatar.tsx'
import { Button } from '../../../design/button.tsx'
import { errorWords } from '../../../engine/error-words.ts'
import { t } from '../../../texts/text.ts'
import { VerifyPerson } from '../../verification/person-trust.tsx'
import { useRoom } from '../room-context.ts'
import { nameOf, usePerson } from '../use-person.ts'
import styles from './changed-keys.module.css'

interface Props {
  id: string
  isTrusted: boolean
  onTrusted: (id: string) => void
}

/** Somebody with new keys, and the way to trust them. */
export function ChangedPerson({ id, isTrusted, onTrusted }: Props) {
  const { handle } = useRoom()
  const person = usePerson(id)
  const name = nameOf(person)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()

  const trust = async () => {
    setBusy(true)
    setFault(undefined)
    try {
      await handle.change({ kind: 'confirm', user: id })
      onTrusted(id)
    } catch (error) {
      setFault(errorWords(error))
    }
    setBusy(false)
  }
  return (
    <li className={styles['row']}>
      <Avatar id={id} name={name} bot={person?.kind === 'bot'} />
      <span className={styles['words']}>
        <bdi className={styles['name']}>{name}</bdi>
        {person?.handle && <span className={styles['handle']}>{t('members.handle', { handle: person.handle })}</span>}
        {fault !== undefined && (
          <span className={styles['fault']} role="alert">
            {fault}
          </span>
        )}
      </span>
      {isTrusted ? (
        <span className={styles['done']} role="status">
          {t('newKeys.trusted')}
        </span>
      ) : (
        <>
          <VerifyPerson id={id} name={name} />
          <Button size="sm" loading={busy} aria-label={t('newKeys.trustNamed', { name })} onClick={() => void trust()}>
            {t('newKeys.trust')}
          </Button>
        </>
      )}
    </li>
  )
}
