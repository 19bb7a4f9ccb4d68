import type { RoomItem } from '@parley/client'
import { ArrowLeft, DoorClosed, Hourglass } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '../../../design/button.tsx'
import { EmptyState } from '../../../design/empty-state.tsx'
import { IconButton } from '../../../design/icon-button.tsx'
import { notify } from '../../../design/toast.ts'
import { useClient } from '../../../engine/client-context.ts'
import { errorWords } from '../../../engine/error-words.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import styles from './gate.module.css'

interface Props {
  room: RoomItem
  how: NonNullable<RoomItem['waiting']>
  onBack?: (() => void) | undefined
  onGone: () => void
  banner?: ReactNode
}

function wordsOf(how: Props['how'], isLive: boolean): { readonly title: string; readonly body: string } {
  switch (how) {
    case 'asking':
      return {
        title: t('conversation.waitingTitle'),
        body: isLive ? t('conversation.waitingBody') : t('conversation.waitingOffline'),
      }
    case 'ended':
      return { title: t('conversation.waitingEnded'), body: t('conversation.waitingEndedBody') }
    case 'banned':
      return { title: t('conversation.waitingBanned'), body: t('conversation.waitingBannedBody') }
  }
}

/** In front of a sealed room to which one came by a link, until the device of a member lets one in. */
export function WaitingRoom({ room, how, onBack, onGone, banner }: Props) {
  const client = useClient()
  const isLive = useReadable(client.connection).kind === 'live'
  const [busy, setBusy] = useState(false)
  const giveUp = async () => {
    setBusy(true)
    try {
      await client.room(room.id).change({ kind: 'leave' })
      onGone()
    } catch (error) {
      notify({ kind: 'error', text: errorWords(error) })
      setBusy(false)
    }
  }
  const isAsking = how === 'asking'
  return (
    <div className={styles['gate']}>
      {onBack && <IconButton icon={ArrowLeft} label={t('common.back')} mirrored onClick={onBack} />}
      {banner}
      <div role="status">
        <EmptyState centred icon={isAsking ? Hourglass : DoorClosed} {...wordsOf(how, isLive)} />
      </div>
      <div className={styles['ways']}>
        <Button loading={busy} onClick={() => void giveUp()}>
          {isAsking ? t('conversation.waitingGiveUp') : t('conversation.waitingRemove')}
        </Button>
      </div>
    </div>
  )
}
