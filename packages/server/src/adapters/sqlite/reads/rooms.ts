import type { DatabaseSync } from 'node:sqlite'
import type { MemberState, Profile } from '@parley/protocol'
import type { RoomReads } from '../../../ports/storage/rooms.ts'
import { countsOf, factsOf, listedOf, memberOf, rankOf, summaryOf } from '../../sql/rooms.ts'
import { type Row, userOf } from '../../sql/rows.ts'
import type { Readers } from './index.ts'

type RoomPages = 'room.summaries' | 'room.counts' | 'room.directory' | 'room.members'

/** The other people of a direct message: of a pair also who closed it, of a group those who are in it. */
const people = `
  SELECT json_group_array(json_object('id', id, 'handle', handle, 'name', name, 'kind', kind)) FROM (
    SELECT u.id, u.handle, u.name, u.kind FROM members p JOIN users u ON u.id = p.user
    WHERE p.room = r.n AND p.user <> m.user AND (r.direct_key IS NOT NULL OR p.state = 'joined') ORDER BY p.user LIMIT 8)`
const summaryFrom = `
  SELECT r.id, r.kind, r.voice, r.name, r.topic, r.lines, r.version, r.last_seq, r.messages, r.last_at, r.members,
    m.state, m.role, m.invited_by, m.since, m.read_seq, m.read_messages,
    CASE r.kind WHEN 'direct' THEN (${people}) ELSE '[]' END people
  FROM members m JOIN rooms r ON r.n = m.room WHERE m.state IN ('joined', 'invited')`

const listed = (row: Row) => summaryOf(row, JSON.parse(row['people'] as string) as Profile[])

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
      return row ? factsOf(row) : null
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
      return row ? listed(row) : null
    },
    'room.audience': ({ room }) =>
      (audience.all(room) as Row[]).map((row) => ({ user: row['user'] as string, state: row['state'] as MemberState })),
    'room.closed-by': ({ room }) => (closedBy.all(room) as Row[]).map(userOf),
    'room.joined': ({ user }) =>
      (joined.all(user) as Row[]).map((row) => ({ room: row['id'] as string, members: row['members'] as number })),
  }
}

export function roomPages(db: DatabaseSync): Readers<Pick<RoomReads, RoomPages>> {
  db.function('fold', { deterministic: true }, (text) => String(text).toLowerCase())
  const summaries = db.prepare(`${summaryFrom} AND m.user = ? ORDER BY r.last_at DESC, r.id`)
  const counts = db.prepare(`
    SELECT user, sum(state = 'joined') joined, sum(state = 'invited') invited FROM members
    WHERE user IN (SELECT value FROM json_each(?)) AND state IN ('joined', 'invited') GROUP BY user`)
  const directory = db.prepare(`
    SELECT r.id, r.name, r.topic, r.members, m.state FROM rooms r LEFT JOIN members m ON m.room = r.n AND m.user = ?
    WHERE r.kind = 'public' AND instr(fold(r.name), ?) > 0 ORDER BY r.members DESC, r.n LIMIT CAST(? AS INTEGER)`)
  const members = db.prepare(`
    SELECT u.id, u.handle, u.name, u.kind, m.role, m.state, m.since
    FROM rooms r JOIN members m ON m.room = r.n JOIN users u ON u.id = m.user
      LEFT JOIN members l ON l.room = r.n AND l.user = ?2
    WHERE r.id = ?1 AND m.state IN ('joined', 'invited')
      AND (l.user IS NULL OR (${rankOf('m.role')}, m.user) > (${rankOf('l.role')}, l.user))
    ORDER BY ${rankOf('m.role')}, m.user LIMIT CAST(?3 AS INTEGER)`)
  return {
    'room.summaries': ({ user }) => (summaries.all(user) as Row[]).map(listed),
    'room.counts': ({ users }) => (counts.all(JSON.stringify(users)) as Row[]).map(countsOf),
    'room.directory': ({ user, text, limit }) =>
      (directory.all(user, text.toLowerCase(), limit) as Row[]).map(listedOf),
    'room.members': ({ room, after, limit }) => (members.all(room, after, limit) as Row[]).map(memberOf),
  }
}
