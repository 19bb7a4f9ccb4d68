import type { Member, RoomKind, RoomRole } from '@parley/protocol'

/** What one may do with somebody in a room. */
export type Power = 'makeOwner' | 'makeModerator' | 'makeMember' | 'withdraw' | 'remove' | 'ban'

const rank: Readonly<Record<RoomRole, number>> = { owner: 2, moderator: 1, member: 0 }

/** Whether one role is lower than another. */
export const ranksBelow = (one: RoomRole, other: RoomRole): boolean => rank[one] < rank[other]

interface Standing {
  readonly kind: RoomKind
  readonly role: RoomRole
  readonly me: string
}

/** What my rank allows: moderators over those below them, owners everything; nothing in direct messages. */
export function powersOver(member: Member, { kind, role, me }: Standing): readonly Power[] {
  if (kind === 'direct' || member.profile.id === me || role === 'member') return []
  const below = ranksBelow(member.role, role)
  if (member.state === 'invited') return below ? ['withdraw', 'ban'] : []
  const powers: Power[] = []
  if (role === 'owner') {
    if (member.role !== 'owner' && member.profile.kind !== 'guest') powers.push('makeOwner')
    if (member.role === 'member' && member.profile.kind !== 'guest') powers.push('makeModerator')
    if (member.role !== 'member') powers.push('makeMember')
  }
  if (below) powers.push('remove', 'ban')
  return powers
}
