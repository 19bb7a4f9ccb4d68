import type { OutputOf } from '@parley/protocol'
import { Compass, Hash, Plus, Search } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../design/button.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { ErrorState } from '../../design/error-state.tsx'
import { Icon } from '../../design/icon.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { TextField } from '../../design/text-field.tsx'
import { notify } from '../../design/toast.ts'
import { useClient } from '../../engine/client-context.ts'
import { errorWords } from '../../engine/error-words.ts'
import { navigate } from '../../route/router.ts'
import { t } from '../../texts/text.ts'
import { Banners } from '../shell/banners.tsx'
import { openWindow } from '../shell/window.ts'
import styles from './directory.module.css'
import { useDirectory } from './use-directory.ts'

type Listed = OutputOf<'rooms.directory'>['rooms'][number]

function Row({ room }: { room: Listed }) {
  const client = useClient()
  const [busy, setBusy] = useState(false)
  const join = async () => {
    setBusy(true)
    try {
      if (!room.joined) await client.room(room.id).change({ kind: 'join' })
      navigate({ page: 'room', room: room.id })
    } catch (error) {
      notify({ kind: 'error', text: errorWords(error) })
      setBusy(false)
    }
  }
  const deed = room.joined ? t('rooms.openNamed', { room: room.name }) : t('rooms.joinNamed', { room: room.name })
  return (
    <li className={styles['row']}>
      <span className={styles['sign']}>
        <Icon of={Hash} size="md" />
      </span>
      <span className={styles['words']}>
        <bdi className={styles['name']}>{room.name}</bdi>
        <span className={styles['about']}>
          {t('conversation.people', { count: room.members })}
          {room.topic !== '' && <bdi className={styles['topic']}>{room.topic}</bdi>}
        </span>
      </span>
      <Button variant={room.joined ? 'ghost' : 'neutral'} loading={busy} aria-label={deed} onClick={() => void join()}>
        {room.joined ? t('rooms.open') : t('rooms.join')}
      </Button>
    </li>
  )
}

const shapes = ['46%', '60%', '38%', '52%']

function Waiting() {
  return shapes.map((width) => (
    <li key={width} className={styles['row']}>
      <Skeleton kind="avatar" />
      <Skeleton width={width} />
    </li>
  ))
}

/** Public rooms of this server: find one, come in. */
export function Directory() {
  const [text, setText] = useState('')
  const { rooms, fault, retry } = useDirectory(text)
  const isEmpty = rooms !== undefined && rooms.length === 0
  return (
    <>
      <Banners />
      <div className={styles['page']}>
        <div className={styles['inner']}>
          <header className={styles['head']}>
            <h1 className={styles['title']}>{t('rooms.browse')}</h1>
            <Button icon={Plus} onClick={() => openWindow('create-room')}>
              {t('rooms.createTitle')}
            </Button>
          </header>
          <TextField
            label={t('rooms.find')}
            value={text}
            onChange={setText}
            leading={<Icon of={Search} size="sm" />}
            type="search"
            autoComplete="off"
          />
          {fault !== undefined && rooms === undefined && <ErrorState title={fault} onRetry={retry} />}
          <ul className={styles['list']} aria-busy={rooms === undefined && fault === undefined}>
            {rooms === undefined && fault === undefined && <Waiting />}
            {rooms?.map((room) => (
              <Row key={room.id} room={room} />
            ))}
          </ul>
          {isEmpty && text.trim() === '' && (
            <EmptyState icon={Compass} title={t('empty.rooms')} body={t('empty.roomsBody')} />
          )}
          {isEmpty && text.trim() !== '' && (
            <p className={styles['none']} role="status">
              {t('rooms.findNone', { text: text.trim() })}
            </p>
          )}
        </div>
      </div>
    </>
  )
}
