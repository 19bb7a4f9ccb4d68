import { type Member, ParleyError, type Profile } from '@parley/protocol'
import { useState } from 'react'
import { Avatar } from '../../design/avatar.tsx'
import { Button } from '../../design/button.tsx'
import { useClient } from '../../engine/client-context.ts'
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
  const client = useClient()
  const room = useRoom()
  const [busy, setBusy] = useState(false)
  const [sent, setSent] = useState(false)
  const [fault, setFault] = useState<ParleyError>()

  const run = async (command: 'rooms.invite' | 'rooms.unban') => {
    setBusy(true)
    setFault(undefined)
    try {
      await client.call(command, { room: room.id, user: person.id })
      setSent(command === 'rooms.invite')
    } catch (error) {
      setFault(error instanceof ParleyError ? error : new ParleyError('internal'))
    } finally {
      setBusy(false)
    }
  }
  const mayUnban = fault?.code === 'banned' && room.role !== 'member'
  const done = state === 'joined' ? t('members.inviteHere') : t('members.inviteSent')
  return (
    <li className={styles['row']}>
      <Avatar id={person.id} name={person.name} bot={person.kind === 'bot'} />
      <span className={styles['words']}>
        <bdi className={styles['name']}>{person.name}</bdi>
        {person.handle && <span className={styles['handle']}>{t('members.handle', { handle: person.handle })}</span>}
        {fault && (
          <span className={styles['fault']} role="alert">
            {fault.message}
          </span>
        )}
      </span>
      {mayUnban && (
        <Button size="sm" onClick={() => void run('rooms.unban')}>
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
          onClick={() => void run('rooms.invite')}
        >
          {t('members.inviteAction')}
        </Button>
      )}
    </li>
  )
}
