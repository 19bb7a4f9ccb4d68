import type { RoomItem } from '@parley/client'
import { CircleAlert, Pencil, Phone } from 'lucide-react'
import { memo } from 'react'
import { classes } from '../../design/classes.ts'
import { ContextMenu } from '../../design/context-menu.tsx'
import { Counter } from '../../design/counter.tsx'
import { Icon } from '../../design/icon.tsx'
import { Unseen } from '../../design/unseen.tsx'
import { useClient } from '../../engine/client-context.ts'
import { RouteLink } from '../../route/route-link.tsx'
import { formatShortDay } from '../../texts/format.ts'
import { t } from '../../texts/text.ts'
import { roomName } from '../conversation/room-name.ts'
import { usePart } from '../conversation/use-part.ts'
import { RoomFace } from './room-face.tsx'
import styles from './room-row.module.css'
import { useRowDeeds } from './use-row-deeds.ts'

interface Props {
  room: RoomItem
  isOpen: boolean
}

function Signs({ room }: { room: RoomItem }) {
  const calls = usePart(useClient().calls, (all) => all.some((call) => call.room === room.id && call.state !== 'ended'))
  return (
    <span className={styles['signs']}>
      {calls && (
        <span className={styles['calls']}>
          <Icon of={Phone} size="xs" />
          <Unseen>{t('rooms.callRunning')}</Unseen>
        </span>
      )}
      {room.failed > 0 && (
        <span className={styles['failed']} title={t('rooms.failed', { count: room.failed })}>
          <Icon of={CircleAlert} size="xs" />
          <span aria-hidden>{room.failed}</span>
          <Unseen>{t('rooms.failed', { count: room.failed })}</Unseen>
        </span>
      )}
      {room.hasDraft && (
        <span title={t('rooms.draft')}>
          <Icon of={Pencil} size="xs" />
          <Unseen>{t('rooms.draft')}</Unseen>
        </span>
      )}
      {room.kind === 'direct' && (
        <Counter count={room.unread} kind="mention" label={t('rooms.unread', { count: room.unread })} />
      )}
      {room.kind !== 'direct' && room.unread > 0 && <Unseen>{t('rooms.unread', { count: room.unread })}</Unseen>}
    </span>
  )
}

function about(room: RoomItem, inviter: string | undefined): string {
  if (room.waiting !== null) return t('rooms.waiting')
  if (room.state === 'invited' && inviter !== undefined) return t('rooms.invitedBy', { name: inviter })
  if (room.kind !== 'direct') return room.topic || t('conversation.people', { count: room.members })
  const [first, second] = room.people
  if (second !== undefined) return t('conversation.people', { count: room.members })
  return first?.handle == null ? '' : t('members.handle', { handle: first.handle })
}

/** One room in the list. Bold where something is unread; a number only in direct messages. */
export const RoomRow = memo(function RoomRow({ room, isOpen }: Props) {
  const entries = useRowDeeds(room)
  const name = roomName(room)
  const inviter = usePart(useClient().people, (people) => people.get(room.invitedBy ?? '')?.name)
  return (
    <ContextMenu label={t('conversation.moreOf', { room: name })} entries={entries}>
      {(area) => (
        <li {...area}>
          <RouteLink
            to={{ page: 'room', room: room.id }}
            className={classes(styles['row'], room.unread > 0 && styles['unread'])}
            aria-current={isOpen ? 'page' : undefined}
            data-room={room.id}
          >
            <RoomFace room={room} />
            <span className={styles['words']}>
              <bdi className={styles['name']} title={name}>
                {name}
              </bdi>
              <span className={styles['about']} aria-hidden>
                {about(room, inviter)}
              </span>
            </span>
            <span className={styles['end']}>
              {room.lastAt > 0 && (
                <time className={styles['time']} dateTime={new Date(room.lastAt).toISOString()} aria-hidden>
                  {formatShortDay(room.lastAt)}
                </time>
              )}
              <Signs room={room} />
            </span>
          </RouteLink>
        </li>
      )}
    </ContextMenu>
  )
})
