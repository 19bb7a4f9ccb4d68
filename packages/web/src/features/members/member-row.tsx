import type { Member } from '@parley/protocol'
import { Ellipsis } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { Avatar } from '../../design/avatar.tsx'
import { IconButton } from '../../design/icon-button.tsx'
import { Menu } from '../../design/menu.tsx'
import { Unseen } from '../../design/unseen.tsx'
import { formatList } from '../../texts/format.ts'
import { t } from '../../texts/text.ts'
import { useRoom } from '../conversation/room-context.ts'
import { MemberBadge } from './member-badge.tsx'
import styles from './member-row.module.css'
import { PersonButton } from './person-button.tsx'
import { usePowers } from './use-powers.ts'
import { usePresence } from './use-presence.ts'

interface Props {
  member: Member
  isStop: boolean
  onFocusRow: (key: string) => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** What stands under a name. */
function meta(member: Member, me: string): string {
  if (member.state === 'invited') return t('members.invitedHint')
  if (member.profile.id === me) return t('members.you')
  if (member.profile.kind === 'bot') return t('members.botReads')
  return ''
}

/** One of the people of a room. */
export function MemberRow({ member, isStop, onFocusRow, onKeyDown }: Props) {
  const { me } = useRoom()
  const { profile, role, state } = member
  const known = usePresence(profile.id)
  const presence = state === 'invited' ? undefined : known
  const powers = usePowers(member)
  const under = meta(member, me)
  const roleWord = role === 'member' ? [] : [t(`members.${role}`)]
  const presenceWord = presence === undefined ? [] : [t(`presence.${presence}`)]
  const standing = [...roleWord, ...presenceWord]
  return (
    <div className={styles['row']} data-presence={presence} data-member={profile.id}>
      <PersonButton
        id={profile.id}
        className={styles['person']}
        focusable={isStop}
        rowKey={profile.id}
        side="inline-start"
        onFocus={() => onFocusRow(profile.id)}
        onKeyDown={onKeyDown}
      >
        <span className={styles['face']} aria-hidden>
          <Avatar id={profile.id} name={profile.name} presence={presence} bot={profile.kind === 'bot'} />
        </span>
        <span className={styles['words']}>
          <span className={styles['top']}>
            <bdi className={styles['name']}>{profile.name}</bdi>
            {standing.length > 0 && <Unseen>{formatList(standing)}</Unseen>}
            <MemberBadge kind={profile.kind} />
          </span>
          {under !== '' && <span className={styles['under']}>{under}</span>}
        </span>
      </PersonButton>
      {powers.length > 0 && (
        <span className={styles['more']}>
          <Menu label={t('members.actionsOf', { name: profile.name })} entries={powers} align="end">
            {(opener) => (
              <IconButton
                {...opener}
                size="sm"
                icon={Ellipsis}
                label={t('members.actionsOf', { name: profile.name })}
                tabIndex={isStop ? 0 : -1}
              />
            )}
          </Menu>
        </span>
      )}
    </div>
  )
}
