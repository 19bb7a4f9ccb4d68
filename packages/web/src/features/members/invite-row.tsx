import type { Member, Profile } from '@parley/protocol'
import { useState } from 'react'
import { Avatar } from '../../design/avatar.tsx'
import { Button } from '../../design/button.tsx'
import { codeOf, errorWords } from '../../engine/error-words.ts'
import { t } from '../../texts/text.ts'
import { useRoom } from '../conversation/room-context.ts'
import styles from './invite-row.module.css'

interface Props {
  person: Profile
  /** Where they stand in the room already. */
  state: Member['state'] | undefined
}

/** Somebody who can be invited, or is here already. */
export function InviteRow({ person, state }: Props) {
  const room = useRoom()
  const [busy, setBusy] = useState(false)
  const [sent, setSent] = useState(false)
  const [fault, setFault] = useState<unknown>()

  const run = async (kind: 'invite' | 'unban') => {
    setBusy(true)
    setFault(undefined)
    try {
      await room.handle.change({ kind, user: person.id })
      setSent(kind === 'invite')
    } catch (error) {
      setFault(error)
    } finally {
      setBusy(false)
    }
  }
  const mayUnban = fault !== undefined && codeOf(fault) === 'banned' && room.role !== 'member'
  const done = state === 'joined' ? t('members.inviteHere') : t('members.inviteSent')
  return (
    <li className={styles['row']}>
      <Avatar id={person.id} name={person.name} bot={person.kind === 'bot'} />
      <span className={styles['words']}>
        <bdi className={styles['name']}>{person.name}</bdi>
        {person.handle && <span className={styles['handle']}>{t('members.handle', { handle: person.handle })}</span>}
        {fault !== undefined && (
          <span className={styles['fault']} role="alert">
            {errorWords(fault)}
          </span>
        )}
      </span>
      {mayUnban && (
        <Button size="sm" loading={busy} onClick={() => void run('unban')}>
          {t('members.unban')}
        </Button>
      )}
      {state === 'joined' || state === 'invited' || sent ? (
        <span className={styles['done']} role="status">
          {done}
        </span>
      ) : (
        <Button
          size="sm"
          loading={busy}
          aria-label={t('members.inviteOne', { name: person.name })}
          onClick={() => void run('invite')}
        >
          {t('members.inviteAction')}
        </Button>
      )}
    </li>
  )
}
