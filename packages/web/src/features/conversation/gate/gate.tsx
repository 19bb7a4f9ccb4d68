import { type OutputOf, ParleyError } from '@parley/protocol'
import { ArrowLeft, DoorOpen } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../../../design/button.tsx'
import { EmptyState } from '../../../design/empty-state.tsx'
import { IconButton } from '../../../design/icon-button.tsx'
import { useClient } from '../../../engine/client-context.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { roomSign } from '../room-sign.ts'
import styles from './gate.module.css'

type Preview = OutputOf<'rooms.get'>

interface Props {
  roomId: string
  onBack?: (() => void) | undefined
}

/** In front of a room that I am not in: what it is and how to come in, or why not. */
export function Gate({ roomId, onBack }: Props) {
  const client = useClient()
  const live = useReadable(client.connection).kind === 'live'
  const [preview, setPreview] = useState<Preview>()
  const [fault, setFault] = useState<ParleyError>()
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    if (!live) return
    let stale = false
    client.call('rooms.get', { room: roomId }).then(
      (found) => stale || setPreview(found),
      (error: unknown) => stale || setFault(error instanceof ParleyError ? error : new ParleyError('internal')),
    )
    return () => {
      stale = true
    }
  }, [client, live, roomId])

  const join = async () => {
    setBusy(true)
    try {
      await client.call('rooms.join', { room: roomId })
    } catch (error) {
      setFault(error instanceof ParleyError ? error : new ParleyError('internal'))
      setBusy(false)
    }
  }
  return (
    <div className={styles['gate']}>
      {onBack && <IconButton icon={ArrowLeft} label={t('common.back')} mirrored onClick={onBack} />}
      {fault !== undefined && (
        <EmptyState
          centred
          icon={DoorOpen}
          title={fault.code === 'not_found' ? t('errors.roomGone') : fault.message}
          body={fault.code === 'not_found' ? t('errors.roomGoneBody') : undefined}
        />
      )}
      {fault === undefined && preview !== undefined && (
        <EmptyState
          centred
          icon={roomSign[preview.kind]}
          title={preview.name}
          body={t('conversation.previewBody', { count: preview.members })}
        >
          <Button variant="primary" loading={busy} onClick={() => void join()}>
            {t('rooms.join')}
          </Button>
        </EmptyState>
      )}
    </div>
  )
}
