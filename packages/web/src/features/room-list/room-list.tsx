import { Plus } from 'lucide-react'
import { useId, useMemo } from 'react'
import { Button } from '../../design/button.tsx'
import { IconButton } from '../../design/icon-button.tsx'
import { useClient } from '../../engine/client-context.ts'
import { useMe } from '../../engine/use-me.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { navigate, useRoute } from '../../route/router.ts'
import { t } from '../../texts/text.ts'
import { openWindow } from '../shell/window.ts'
import { ListSkeleton } from './list-skeleton.tsx'
import styles from './room-list.module.css'
import { RoomRow } from './room-row.tsx'
import { SectionHead } from './section-head.tsx'
import { type Section, type SectionName, sectionsOf } from './sections.ts'
import { UnreadPills } from './unread-pills.tsx'
import { useCollapsed } from './use-collapsed.ts'
import { useUnseenRows } from './use-unseen-rows.ts'
import { VoiceRow } from './voice/voice-row.tsx'

const titles: Record<SectionName, () => string> = {
  invitations: () => t('rooms.sectionInvitations'),
  rooms: () => t('rooms.sectionRooms'),
  voice: () => t('rooms.sectionVoice'),
  direct: () => t('rooms.sectionDirect'),
}

function Empty({ name }: { name: SectionName }) {
  const isRooms = name === 'rooms'
  return (
    <div className={styles['empty']}>
      <p>{isRooms ? t('empty.roomsBody') : t('empty.directBody')}</p>
      <div className={styles['doors']}>
        {isRooms && (
          <Button size="sm" onClick={() => navigate({ page: 'directory' })}>
            {t('rooms.browse')}
          </Button>
        )}
        <Button size="sm" onClick={() => openWindow(isRooms ? 'create-room' : 'new-direct')}>
          {isRooms ? t('rooms.add') : t('rooms.newMessage')}
        </Button>
      </div>
    </div>
  )
}

interface PartProps {
  section: Section
  open: string | null
  isFolded: boolean
  mayAdd: boolean
  onToggle: () => void
}

function Part({ section: { name, rooms }, open, isFolded, mayAdd, onToggle }: PartProps) {
  const list = useId()
  const shown = isFolded ? rooms.filter((room) => room.unread > 0 || room.id === open) : rooms
  const isDirect = name === 'direct'
  const Row = name === 'voice' ? VoiceRow : RoomRow
  const deed = mayAdd && name !== 'invitations' && (
    <IconButton
      size="sm"
      icon={Plus}
      label={isDirect ? t('rooms.newMessage') : t('rooms.add')}
      onClick={() => openWindow(isDirect ? 'new-direct' : 'create-room')}
    />
  )
  return (
    <section>
      <SectionHead name={titles[name]()} isFolded={isFolded} onToggle={onToggle} controls={list} deed={deed} />
      <ul id={list} aria-label={titles[name]()}>
        {shown.map((room) => (
          <Row key={room.id} room={room} isOpen={room.id === open} />
        ))}
      </ul>
      {rooms.length === 0 && !isFolded && mayAdd && <Empty name={name} />}
    </section>
  )
}

/** All rooms and direct messages, in sections that fold. */
export function RoomList() {
  const client = useClient()
  const rooms = useReadable(client.rooms)
  const connection = useReadable(client.connection)
  const { me } = useMe()
  const route = useRoute()
  const [folded, toggle] = useCollapsed()
  const sections = useMemo(() => sectionsOf(rooms), [rooms])
  const { box, above, below, show } = useUnseenRows(rooms)
  const open = route.page === 'room' ? route.room : null
  const isLoading = rooms.length === 0 && connection.kind !== 'live' && connection.kind !== 'stopped'
  return (
    <div className={styles['frame']}>
      <div ref={box} className={styles['scroll']}>
        {isLoading ? (
          <ListSkeleton />
        ) : (
          sections.map((section) => (
            <Part
              key={section.name}
              section={section}
              open={open}
              isFolded={folded.includes(section.name)}
              mayAdd={me.kind !== 'guest'}
              onToggle={() => toggle(section.name)}
            />
          ))
        )}
      </div>
      <UnreadPills above={above} below={below} onShow={show} />
    </div>
  )
}
