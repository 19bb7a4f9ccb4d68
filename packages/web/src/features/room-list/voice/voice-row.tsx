import type { RoomItem } from '@parley/client'
import { MessageSquare, Volume2 } from 'lucide-react'
import { memo } from 'react'
import { useCell } from '../../../design/cell.ts'
import { classes } from '../../../design/classes.ts'
import { ContextMenu } from '../../../design/context-menu.tsx'
import { Icon } from '../../../design/icon.tsx'
import { tip } from '../../../design/tip.ts'
import { useClient } from '../../../engine/client-context.ts'
import { useMe } from '../../../engine/use-me.ts'
import { RouteLink } from '../../../route/route-link.tsx'
import { t } from '../../../texts/text.ts'
import { loadCalls } from '../../call/load.ts'
import { voiceSigns } from '../../call/voice/voice-signs.ts'
import { wish } from '../../call/wish.ts'
import { roomName } from '../../conversation/room-name.ts'
import { usePart } from '../../conversation/use-part.ts'
import { useRowDeeds } from '../use-row-deeds.ts'
import { VoicePerson } from './voice-person.tsx'
import styles from './voice-row.module.css'

interface Props {
  room: RoomItem
  isOpen: boolean
}

/** A voice channel: pressing it is coming in. Who is there shows to everybody in the room. */
export const VoiceRow = memo(function VoiceRow({ room, isOpen }: Props) {
  const { calls } = useClient()
  const { me } = useMe()
  const entries = useRowDeeds(room)
  const call = usePart(calls, (all) => all.find((one) => one.room === room.id && one.state === 'live'))
  const isHere = useCell(voiceSigns)?.room === room.id
  const people = call?.participants ?? []
  const name = roomName(room)
  const label = isHere ? t('voice.open', { name }) : t('voice.join', { name, count: people.length })
  return (
    <ContextMenu label={t('conversation.moreOf', { room: name })} entries={entries}>
      {(area) => (
        <li {...area} data-voice-room={room.id}>
          <div className={classes(styles['row'], isHere && styles['here'])}>
            <button
              type="button"
              className={styles['join']}
              aria-label={label}
              onPointerEnter={loadCalls}
              onFocus={loadCalls}
              onClick={() => wish.set({ room: room.id, media: 'audio', isAtOnce: true })}
            >
              <Icon of={Volume2} size="sm" />
              <bdi className={styles['name']} title={name}>
                {name}
              </bdi>
            </button>
            <RouteLink
              to={{ page: 'room', room: room.id }}
              className={classes(styles['chat'], room.unread > 0 && styles['unread'])}
              aria-current={isOpen ? 'page' : undefined}
              aria-label={
                room.unread > 0 ? t('voice.chatUnread', { name, count: room.unread }) : t('voice.chat', { name })
              }
              data-room={room.id}
              {...tip(t('voice.chat', { name }))}
            >
              <Icon of={MessageSquare} size="xs" />
            </RouteLink>
          </div>
          {people.length > 0 && (
            <ul className={styles['people']} aria-label={t('voice.people', { name })}>
              {people.map(({ user }) => (
                <VoicePerson key={user} room={room.id} user={user} isMe={user === me.id} />
              ))}
            </ul>
          )}
        </li>
      )}
    </ContextMenu>
  )
})
