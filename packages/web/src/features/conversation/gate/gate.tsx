import type { OutputOf } from '@parley/protocol'
import { ArrowLeft, DoorOpen } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../../../design/button.tsx'
import { EmptyState } from '../../../design/empty-state.tsx'
import { IconButton } from '../../../design/icon-button.tsx'
import { notify } from '../../../design/toast.ts'
import { useClient } from '../../../engine/client-context.ts'
import { codeOf, errorWords } from '../../../engine/error-words.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { roomSign } from '../room-sign.ts'
import styles from './gate.module.css'

/** What is known of the room. */
type Known =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'preview'; readonly room: OutputOf<'rooms.get'> }
  | { readonly kind: 'fault'; readonly error: unknown }

interface Props {
  roomId: string
  onBack?: (() => void) | undefined
}

function Fault({ error }: { error: unknown }) {
  const gone = codeOf(error) === 'not_found'
  return (
    <EmptyState
      centred
      icon={DoorOpen}
      title={gone ? t('errors.roomGone') : errorWords(error)}
      body={gone ? t('errors.roomGoneBody') : undefined}
    />
  )
}

/** In front of a room that I am not in: what it is and how to come in, or why not. */
export function Gate({ roomId, onBack }: Props) {
  const client = useClient()
  const live = useReadable(client.connection).kind === 'live'
  const [known, setKnown] = useState<Known>({ kind: 'nothing' })
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    if (!live) return
    let stale = false
    client.call('rooms.get', { room: roomId }).then(
      (room) => stale || setKnown({ kind: 'preview', room }),
      (error: unknown) => stale || setKnown({ kind: 'fault', error }),
    )
    return () => {
      stale = true
    }
  }, [client, live, roomId])

  const join = async () => {
    setBusy(true)
    try {
      await client.room(roomId).change({ kind: 'join' })
    } catch (error) {
      notify({ kind: 'error', text: errorWords(error) })
      setBusy(false)
    }
  }
  return (
    <div className={styles['gate']}>
      {onBack && <IconButton icon={ArrowLeft} label={t('common.back')} mirrored onClick={onBack} />}
      {known.kind === 'fault' && <Fault error={known.error} />}
      {known.kind === 'preview' && (
        <EmptyState
          centred
          icon={roomSign(known.room)}
          title={known.room.name}
          body={t('conversation.previewBody', { count: known.room.members })}
        >
          <Button variant="primary" loading={busy} onClick={() => void join()}>
            {t('rooms.join')}
          </Button>
        </EmptyState>
      )}
    </div>
  )
}
