import type { DatabaseSync } from 'node:sqlite'
import type { Member, MemberState, Profile, RoomKind, RoomRole, RoomSummary } from '@parley/protocol'
import type { RoomReads, Standing } from '../../../ports/storage/rooms.ts'
import type { Readers } from './index.ts'
import { profileOf, type Row } from './rows.ts'

type RoomPages = 'room.summaries' | 'room.directory' | 'room.members'

/** The other people of a direct message: of a pair also who closed it, of a group those who are in it. */
const people = `
  SELECT json_group_array(json_object('id', id, 'handle', handle, 'name', name, 'kind', kind)) FROM (
    SELECT u.id, u.handle, u.name, u.kind FROM members p JOIN users u ON u.id = p.user
    WHERE p.room = r.n AND p.user <> m.user AND (r.direct_key IS NOT NULL OR p.state = 'joined') ORDER BY p.user LIMIT 8)`
const summaryFrom = `
  SELECT r.id, r.kind, r.name, r.topic, r.lines, r.version, r.last_seq, r.messages, r.last_at, r.members,
    m.state, m.role, m.invited_by, m.since, m.read_seq, m.read_messages,
    CASE r.kind WHEN 'direct' THEN (${people}) ELSE '[]' END people
  FROM members m JOIN rooms r ON r.n = m.room WHERE m.state IN ('joined', 'invited')`

/** The invited see what they are invited to, and nothing of what goes on there. */
function summaryOf(row: Row): RoomSummary {
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
    people: JSON.parse(row['people'] as string) as Profile[],
    read: { seq: ifJoined('read_seq'), messages: ifJoined('read_messages') },
  }
}

const standingOf = (state: unknown, role: unknown): Standing => ({
  state: state as MemberState | null,
  role: (role as RoomRole | null) ?? 'member',
})

function factsKey(db: DatabaseSync): Readers<Pick<RoomReads, 'room.facts'>> {
  const find = db.prepare(`
    SELECT r.kind, r.name, r.topic, r.version, r.lines, r.visible_from, r.members, a.state, a.role, t.state target_state, t.role target_role,
      (SELECT count(*) FROM members WHERE room = r.n AND role = 'owner' AND state = 'joined') owners,
      (r.direct_key IS NOT NULL AND (SELECT count(*) FROM members WHERE room = r.n) = 2) pair
    FROM rooms r LEFT JOIN members a ON a.room = r.n AND a.user = ?2 LEFT JOIN members t ON t.room = r.n AND t.user = ?3
    WHERE r.id = ?1`)
  return {
    'room.facts': ({ room, actor, target }) => {
      const row = find.get(room, actor, target)
      if (!row) return null
      return {
        kind: row['kind'] as RoomKind,
        name: row['name'] as string,
        topic: row['topic'] as string,
        version: row['version'] as number,
        lines: row['lines'] as number | null,
        history: row['visible_from'] === null ? 'joined' : 'shared',
        members: row['members'] as number,
        owners: row['owners'] as number,
        pair: row['pair'] === 1,
        actor: standingOf(row['state'], row['role']),
        target: standingOf(row['target_state'], row['target_role']),
      }
    },
  }
}

export function roomKeys(db: DatabaseSync): Readers<Omit<RoomReads, RoomPages>> {
  const summary = db.prepare(`${summaryFrom} AND r.id = ? AND m.user = ?`)
  const audience = db.prepare(`
    SELECT user, state FROM members
    WHERE room = (SELECT n FROM rooms WHERE id = ?) AND state IN ('joined', 'invited') ORDER BY user`)
  const closedBy = db.prepare(`
    SELECT m.user FROM rooms r JOIN members m ON m.room = r.n
    WHERE r.id = ? AND r.direct_key IS NOT NULL AND m.state = 'left'`)
  const joined = db.prepare(`
    SELECT r.id, r.members FROM members m JOIN rooms r ON r.n = m.room WHERE m.user = ? AND m.state = 'joined'`)
  return {
    ...factsKey(db),
    'room.summary': ({ room, user }) => {
      const row = summary.get(room, user)
      return row ? summaryOf(row) : null
    },
    'room.audience': ({ room }) =>
      (audience.all(room) as Row[]).map((row) => ({ user: row['user'] as string, state: row['state'] as MemberState })),
    'room.closed-by': ({ room }) => (closedBy.all(room) as Row[]).map((row) => row['user'] as string),
    'room.joined': ({ user }) =>
      (joined.all(user) as Row[]).map((row) => ({ room: row['id'] as string, members: row['members'] as number })),
  }
}

export function roomPages(db: DatabaseSync): Readers<Pick<RoomReads, RoomPages>> {
  db.function('fold', { deterministic: true }, (text) => String(text).toLowerCase())
  const summaries = db.prepare(`${summaryFrom} AND m.user = ? ORDER BY r.last_at DESC, r.id`)
  const directory = db.prepare(`
    SELECT r.id, r.name, r.topic, r.members, m.state FROM rooms r LEFT JOIN members m ON m.room = r.n AND m.user = ?
    WHERE r.kind = 'public' AND instr(fold(r.name), ?) > 0 ORDER BY r.members DESC, r.n LIMIT CAST(? AS INTEGER)`)
  const rank = (role: string) => `CASE ${role} WHEN 'owner' THEN 0 WHEN 'moderator' THEN 1 ELSE 2 END`
  const members = db.prepare(`
    SELECT u.id, u.handle, u.name, u.kind, m.role, m.state, m.since
    FROM rooms r JOIN members m ON m.room = r.n JOIN users u ON u.id = m.user
      LEFT JOIN members l ON l.room = r.n AND l.user = ?2
    WHERE r.id = ?1 AND m.state IN ('joined', 'invited')
      AND (l.user IS NULL OR (${rank('m.role')}, m.user) > (${rank('l.role')}, l.user))
    ORDER BY ${rank('m.role')}, m.user LIMIT CAST(?3 AS INTEGER)`)
  return {
    'room.summaries': ({ user }) => (summaries.all(user) as Row[]).map(summaryOf),
    'room.directory': ({ user, text, limit }) =>
      (directory.all(user, text.toLowerCase(), limit) as Row[]).map((row) => ({
        id: row['id'] as string,
        name: row['name'] as string,
        topic: row['topic'] as string,
        members: row['members'] as number,
        joined: row['state'] === 'joined',
      })),
    'room.members': ({ room, after, limit }) =>
      (members.all(room, after, limit) as Row[]).map(
        (row): Member => ({
          profile: profileOf(row),
          role: row['role'] as RoomRole,
          state: row['state'] as MemberState,
          since: row['since'] as number,
        }),
      ),
  }
}
