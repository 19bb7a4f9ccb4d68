import type { RoomItem } from '@parley/client'
import type { Profile } from '@parley/protocol'
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

/** Who invites, and where to: the name of a sealed room may not have been heard here. */
function titleOf(room: RoomItem, inviter: Profile | undefined): string {
  const isUnnamed = room.kind !== 'direct' && room.name === ''
  if (inviter === undefined) {
    return isUnnamed ? t('conversation.invitedPlainUnnamed') : t('conversation.invitedPlain', { room: roomName(room) })
  }
  const { name } = inviter
  return isUnnamed
    ? t('conversation.invitedByUnnamed', { name })
    : t('conversation.invitedBy', { name, room: roomName(room) })
}

/** An invitation that waits for an answer. */
export function Invitation({ room, onBack, onDeclined }: Props) {
  const client = useClient()
  const inviter = usePerson(room.invitedBy ?? '')
  const [busy, setBusy] = useState(false)

  const answer = async (kind: 'join' | 'leave') => {
    setBusy(true)
    try {
      await client.room(room.id).change({ kind })
      if (kind === 'leave') onDeclined()
    } catch (error) {
      notify({ kind: 'error', text: errorWords(error) })
      setBusy(false)
    }
  }
  return (
    <div className={styles['gate']}>
      {onBack && <IconButton icon={ArrowLeft} label={t('common.back')} mirrored onClick={onBack} />}
      <EmptyState centred icon={roomSign(room)} title={titleOf(room, inviter)} body={t('conversation.invitedBody')}>
        <div className={styles['ways']}>
          <Button variant="primary" loading={busy} onClick={() => void answer('join')}>
            {t('rooms.join')}
          </Button>
          <Button disabled={busy} onClick={() => void answer('leave')}>
            {t('conversation.declineInvite')}
          </Button>
        </div>
      </EmptyState>
    </div>
  )
}
