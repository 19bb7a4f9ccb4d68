import type { RoomItem } from '@parley/client'
import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../design/button.tsx'
import { EmptyState } from '../../../design/empty-state.tsx'
import { IconButton } from '../../../design/icon-button.tsx'
import { notify } from '../../../design/toast.ts'
import { useClient } from '../../../engine/client-context.ts'
import { errorWords } from '../../../engine/error-words.ts'
import { t } from '../../../texts/text.ts'
import { roomName } from '../room-name.ts'
import { roomSign } from '../room-sign.ts'
import { usePerson } from '../use-person.ts'
import styles from './gate.module.css'

interface Props {
  room: RoomItem
  onBack?: (() => void) | undefined
  onDeclined: () => void
}

/** An invitation that waits for an answer. */
export function Invitation({ room, onBack, onDeclined }: Props) {
  const client = useClient()
  const inviter = usePerson(room.invitedBy ?? '')
  const [busy, setBusy] = useState(false)
  const name = roomName(room)

  const answer = async (command: 'rooms.join' | 'rooms.leave') => {
    setBusy(true)
    try {
      await client.call(command, { room: room.id })
      if (command === 'rooms.leave') onDeclined()
    } catch (error) {
      notify({ kind: 'error', text: errorWords(error) })
      setBusy(false)
    }
  }
  const title =
    inviter === undefined
      ? t('conversation.invitedPlain', { room: name })
      : t('conversation.invitedBy', { name: inviter.name, room: name })
  return (
    <div className={styles['gate']}>
      {onBack && <IconButton icon={ArrowLeft} label={t('common.back')} mirrored onClick={onBack} />}
      <EmptyState centred icon={roomSign[room.kind]} title={title} body={t('conversation.invitedBody')}>
        <div className={styles['ways']}>
          <Button variant="primary" loading={busy} onClick={() => void answer('rooms.join')}>
            {t('rooms.join')}
          </Button>
          <Button disabled={busy} onClick={() => void answer('rooms.leave')}>
            {t('conversation.declineInvite')}
          </Button>
        </div>
      </EmptyState>
    </div>
  )
}
