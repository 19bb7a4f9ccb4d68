import type { Member } from '@parley/protocol'
import { presenceOf } from './presence-of.ts'

export type SectionName = 'owners' | 'moderators' | 'online' | 'offline' | 'others' | 'bots' | 'invited'

/** People who stand together in the list. */
export interface Section {
  readonly name: SectionName
  readonly members: readonly Member[]
}

type Presence = ReadonlyMap<string, 'online' | 'away'>

const order: readonly SectionName[] = ['owners', 'moderators', 'online', 'offline', 'others', 'bots', 'invited']
const presenceRank = { online: 0, away: 1, offline: 2 } as const

/** By role first, then by presence. */
function sectionOf(member: Member, presence: Presence | null, me: string): SectionName {
  if (member.state === 'invited') return 'invited'
  if (member.profile.kind === 'bot') return 'bots'
  if (member.role === 'owner') return 'owners'
  if (member.role === 'moderator') return 'moderators'
  if (presence === null) return 'others'
  return presenceOf(presence, member.profile.id, me) === 'offline' ? 'offline' : 'online'
}

/**
 * The people of a room as the list shows them: those who are there first, then by name. Without presence (null) nobody
 * is said to be here or away. Empty sections are left out.
 */
export function sections(members: readonly Member[], presence: Presence | null, me: string): readonly Section[] {
  const names = new Intl.Collator()
  const rank = ({ profile }: Member) => (presence ? presenceRank[presenceOf(presence, profile.id, me)] : 0)
  const sorted = members
    .filter(({ state }) => state === 'joined' || state === 'invited')
    .toSorted((a, b) => rank(a) - rank(b) || names.compare(a.profile.name, b.profile.name))
  const grouped = Map.groupBy(sorted, (member) => sectionOf(member, presence, me))
  return order.flatMap((name) => {
    const found = grouped.get(name)
    return found === undefined ? [] : [{ name, members: found }]
  })
}

/** How many of the joined people are not offline. */
export function countOnline(members: readonly Member[], presence: Presence, me: string): number {
  return members.filter(
    ({ profile, state }) => state === 'joined' && presenceOf(presence, profile.id, me) !== 'offline',
  ).length
}
