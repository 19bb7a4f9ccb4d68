import type { Member, MemberState, Profile, RoomKind, RoomRole, RoomSummary } from '@parley/protocol'
import type { RoomFacts, Standing } from '../../ports/storage/rooms.ts'
import { isYes, profileOf, type Row, userOf } from './rows.ts'

/** The invited see what they are invited to, and nothing of what goes on there. */
export function summaryOf(row: Row, people: readonly Profile[]): RoomSummary {
  const joined = row['state'] === 'joined'
  const ifJoined = (column: string) => (joined ? (row[column] as number) : 0)
  return {
    id: row['id'] as string,
    kind: row['kind'] as RoomKind,
    name: row['name'] as string,
    topic: row['topic'] as string,
    lines: row['lines'] as number | null,
    state: joined ? 'joined' : 'invited',
    role: row['role'] as RoomRole,
    invitedBy: row['invited_by'] as string | null,
    version: row['version'] as number,
    head: ifJoined('last_seq'),
    messages: ifJoined('messages'),
    lastAt: ifJoined('last_at'),
    since: row['since'] as number,
    members: row['members'] as number,
    people: [...people],
    ...(isYes(row['voice']) ? { voice: true } : {}),
    read: { seq: ifJoined('read_seq'), messages: ifJoined('read_messages') },
  }
}

const standingOf = (state: unknown, role: unknown): Standing => ({
  state: state as MemberState | null,
  role: (role as RoomRole | null) ?? 'member',
})

export const factsOf = (row: Row): RoomFacts => ({
  kind: row['kind'] as RoomKind,
  name: row['name'] as string,
  topic: row['topic'] as string,
  version: row['version'] as number,
  lines: row['lines'] as number | null,
  history: row['visible_from'] === null ? 'joined' : 'shared',
  members: row['members'] as number,
  owners: row['owners'] as number,
  pair: isYes(row['pair']),
  actor: standingOf(row['state'], row['role']),
  target: standingOf(row['target_state'], row['target_role']),
})

export const memberOf = (row: Row): Member => ({
  profile: profileOf(row),
  role: row['role'] as RoomRole,
  state: row['state'] as MemberState,
  since: row['since'] as number,
})

export const listedOf = (row: Row) => ({
  id: row['id'] as string,
  name: row['name'] as string,
  topic: row['topic'] as string,
  members: row['members'] as number,
  joined: row['state'] === 'joined',
})

/** Owners come first in the list of members, then moderators. */
export const rankOf = (role: string): string => `CASE ${role} WHEN 'owner' THEN 0 WHEN 'moderator' THEN 1 ELSE 2 END`

export const countsOf = (row: Row) => ({
  user: userOf(row),
  joined: row['joined'] as number,
  invited: row['invited'] as number,
})
