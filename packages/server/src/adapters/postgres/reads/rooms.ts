import type { MemberState, Profile } from '@parley/protocol'
import type { RoomReads } from '../../../ports/storage/rooms.ts'
import { countsOf, factsOf, listedOf, memberOf, rankOf, summaryOf } from '../../sql/rooms.ts'
import { type Row, userOf } from '../../sql/rows.ts'
import { statement } from '../statement.ts'
import { fromText } from '../text.ts'
import type { Readers } from './index.ts'

/** The other people of a direct message: of a pair also who closed it, of a group those who are in it. */
const people = `
  SELECT json_agg(json_build_object('id', id, 'handle', handle, 'name', name, 'kind', kind) ORDER BY id)::text FROM (
    SELECT u.id, u.handle, u.name, u.kind FROM members p JOIN users u ON u.id = p."user"
    WHERE p.room = r.n AND p."user" <> m."user" AND (r.direct_key IS NOT NULL OR p.state = 'joined')
    ORDER BY p."user" LIMIT 8) AS others`
const summaryFrom = `
  SELECT r.id, r.kind, r.voice, r.name, r.topic, r.lines, r.version, r.last_seq, r.messages, r.last_at, r.members,
    m.state, m.role, m.invited_by, m.since, m.read_seq, m.read_messages,
    CASE r.kind WHEN 'direct' THEN (${people}) END AS people
  FROM members m JOIN rooms r ON r.n = m.room WHERE m.state IN ('joined', 'invited')`
const summary = statement(`${summaryFrom} AND r.id = $1 AND m."user" = $2`)
const summaries = statement(`${summaryFrom} AND m."user" = $1 ORDER BY r.last_at DESC, r.id`)
const facts = statement(`
  SELECT r.kind, r.name, r.topic, r.version, r.lines, r.visible_from, r.members,
    a.state, a.role, t.state AS target_state, t.role AS target_role,
    (SELECT count(*) FROM members WHERE room = r.n AND role = 'owner' AND state = 'joined') AS owners,
    (r.direct_key IS NOT NULL AND (SELECT count(*) FROM members WHERE room = r.n) = 2) AS pair
  FROM rooms r LEFT JOIN members a ON a.room = r.n AND a."user" = $2
    LEFT JOIN members t ON t.room = r.n AND t."user" = $3
  WHERE r.id = $1`)
const audience = statement(`
  SELECT "user", state FROM members
  WHERE room = (SELECT n FROM rooms WHERE id = $1) AND state IN ('joined', 'invited') ORDER BY "user"`)
const closedBy = statement(`
  SELECT m."user" FROM rooms r JOIN members m ON m.room = r.n
  WHERE r.id = $1 AND r.direct_key IS NOT NULL AND m.state = 'left'`)
const joined = statement(`
  SELECT r.id, r.members FROM members m JOIN rooms r ON r.n = m.room WHERE m."user" = $1 AND m.state = 'joined'`)
const counts = statement(`
  SELECT "user", count(*) FILTER (WHERE state = 'joined') joined, count(*) FILTER (WHERE state = 'invited') invited
  FROM members WHERE "user" = ANY($1::text[]) AND state IN ('joined', 'invited') GROUP BY "user"`)
/** Case is folded by Unicode, which a database in the order of bytes does by itself for ASCII alone. */
const directory = statement(`
  SELECT r.id, r.name, r.topic, r.members, m.state FROM rooms r LEFT JOIN members m ON m.room = r.n AND m."user" = $1
  WHERE r.kind = 'public' AND strpos(lower(r.name COLLATE "und-x-icu") COLLATE "C", $2) > 0
  ORDER BY r.members DESC, r.n LIMIT $3::int8`)
const members = statement(`
  SELECT u.id, u.handle, u.name, u.kind, m.role, m.state, m.since
  FROM rooms r JOIN members m ON m.room = r.n JOIN users u ON u.id = m."user"
    LEFT JOIN members l ON l.room = r.n AND l."user" = $2
  WHERE r.id = $1 AND m.state IN ('joined', 'invited')
    AND (l."user" IS NULL OR (${rankOf('m.role')}, m."user") > (${rankOf('l.role')}, l."user"))
  ORDER BY ${rankOf('m.role')}, m."user" LIMIT $3::int8`)

/** Texts inside of JSON are those of the columns. */
const inJson = (_: string, value: unknown): unknown => (typeof value === 'string' ? fromText(value) : value)

function listed(row: Row) {
  const others = row['people'] as string | null
  return summaryOf(row, others === null ? [] : (JSON.parse(others, inJson) as Profile[]))
}

export const roomReads: Readers<RoomReads> = {
  'room.facts': async (db, { room, actor, target }) => {
    const row = await db.get(facts, room, actor, target)
    return row ? factsOf(row) : null
  },
  'room.summary': async (db, { room, user }) => {
    const row = await db.get(summary, room, user)
    return row ? listed(row) : null
  },
  'room.summaries': async (db, { user }) => (await db.all(summaries, user)).map(listed),
  'room.audience': async (db, { room }) =>
    (await db.all(audience, room)).map((row) => ({ user: userOf(row), state: row['state'] as MemberState })),
  'room.closed-by': async (db, { room }) => (await db.all(closedBy, room)).map(userOf),
  'room.joined': async (db, { user }) =>
    (await db.all(joined, user)).map((row) => ({ room: row['id'] as string, members: row['members'] as number })),
  'room.counts': async (db, { users }) => (await db.all(counts, users)).map(countsOf),
  'room.directory': async (db, { user, text, limit }) =>
    (await db.all(directory, user, text.toLowerCase(), limit)).map(listedOf),
  'room.members': async (db, { room, after, limit }) => (await db.all(members, room, after, limit)).map(memberOf),
}
