import { ArrowLeft, CalendarSearch, Ellipsis, Users } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from '../../../design/icon.tsx'
import { IconButton } from '../../../design/icon-button.tsx'
import { Menu } from '../../../design/menu.tsx'
import type { MenuEntry } from '../../../design/menu-entry.ts'
import { TrustBadge } from '../../../design/trust-badge.tsx'
import { t } from '../../../texts/text.ts'
import { useTrustKind } from '../../verification/use-trust-kind.ts'
import { useDeeds } from '../deeds-context.ts'
import { useRoom } from '../room-context.ts'
import { roomSign } from '../room-sign.ts'
import styles from './conversation-header.module.css'
import { DirectFace } from './direct-face.tsx'

interface Props {
  onBack?: (() => void) | undefined
  callButtons?: ReactNode
  showsMembers: boolean
  onMembers: () => void
  onDateJump: () => void
  entries: readonly MenuEntry[]
}

function Topic() {
  const room = useRoom()
  const { edit } = useDeeds()
  if (room.topic !== '') {
    return (
      <p className={styles['topic']} dir="auto" title={room.topic}>
        {room.topic}
      </p>
    )
  }
  if (room.kind === 'direct' || room.role === 'member') return null
  return (
    <button type="button" className={styles['topic']} onClick={edit}>
      {t('conversation.addTopic')}
    </button>
  )
}

/** Which room this is, who can read it, and what can be done with it. */
export function ConversationHeader(props: Props) {
  const { onBack, callButtons, showsMembers, onMembers, onDateJump, entries } = props
  const room = useRoom()
  const date: MenuEntry = { label: t('conversation.jumpToDate'), icon: CalendarSearch, onSelect: onDateJump }
  return (
    <header className={styles['header']}>
      {onBack && <IconButton icon={ArrowLeft} label={t('common.back')} mirrored onClick={onBack} />}
      {room.kind === 'direct' ? <DirectFace /> : <Icon of={roomSign(room)} size="md" className={styles['sign']} />}
      <div className={styles['title']}>
        <h1 className={styles['name']} title={room.name}>
          <bdi>{room.name}</bdi>
        </h1>
        <TrustBadge kind={useTrustKind()} />
      </div>
      <div className={styles['about']}>
        <Topic />
      </div>
      <div className={styles['deeds']}>
        {callButtons}
        <IconButton
          icon={CalendarSearch}
          label={t('conversation.jumpToDate')}
          className={styles['date']}
          onClick={onDateJump}
        />
        <IconButton icon={Users} label={t('conversation.members')} pressed={showsMembers} onClick={onMembers} />
        <Menu label={t('conversation.moreOf', { room: room.name })} entries={[date, ...entries]} align="end">
          {(opener) => <IconButton {...opener} icon={Ellipsis} label={t('common.more')} />}
        </Menu>
      </div>
    </header>
  )
}
