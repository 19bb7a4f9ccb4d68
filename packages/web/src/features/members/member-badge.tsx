import type { Profile, RoomRole } from '@parley/protocol'
import { Badge } from '../../design/badge.tsx'
import { t } from '../../texts/text.ts'

interface Props {
  role?: RoomRole | undefined
  kind: Profile['kind'] | undefined
}

/** What somebody is in a room, or by nature: one word beside the name, or nothing. */
export function MemberBadge({ role, kind }: Props) {
  if (kind === 'bot') return <Badge tone="bot">{t('members.bot')}</Badge>
  if (role === 'owner') return <Badge>{t('members.owner')}</Badge>
  if (role === 'moderator') return <Badge>{t('members.moderator')}</Badge>
  return kind === 'guest' ? <Badge>{t('members.guest')}</Badge> : null
}
