import type { Entry } from '@parley/protocol'
import type { NewRoom, Note, RoomMade } from '../../../ports/storage/rooms.ts'
import { placeOf, type RoomHead } from '../../sql/room-head.ts'
import type { Db } from '../db.ts'
import { statement } from '../statement.ts'
import type { Transaction } from '../transaction.ts'
import { entryColumnsOf, storeEntries } from './entry-columns.ts'

const byKey = statement('SELECT id FROM rooms WHERE direct_key = $1')
const byId = statement(`
  SELECT r.id, e.sender FROM rooms r JOIN entries e ON e.room = r.n AND e.seq = 1 WHERE r.id = $1`)
const insert = statement(`
  INSERT INTO rooms(id, kind, name, topic, direct_key, version, members, created_at, genesis, lines, visible_from, voice)
  VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12) RETURNING n`)
const putMembers = statement(`
  INSERT INTO members(room, "user", role, state, since, read_seq, read_messages)
  SELECT $1::int8, "user", role, 'joined', since, read_seq, 0
  FROM unnest($2::text[], $3::text[], $4::int8[], $5::int8[]) AS m("user", role, since, read_seq)`)
const putLines = statement(`
  INSERT INTO room_lines(room, n, seq) SELECT $1::int8, n, seq FROM unnest($2::int8[], $3::int8[]) AS l(n, seq)`)

/** Finds the room that is there already instead of a new one, or the one whose id is taken. */
async function find(db: Db, { id, directKey, by }: NewRoom): Promise<RoomMade | null> {
  const same = directKey === null ? undefined : await db.get(byKey, directKey)
  const known = same ?? (await db.get(byId, id))
  if (!known) return null
  const mine = same !== undefined || (directKey === null && known['sender'] === by)
  return mine ? { ok: true, room: known['id'] as string, made: false, entries: [] } : { ok: false, why: 'conflict' }
}

/** The first entries of a room, and at which of them its members came and its lines stand. */
function beginning(head: RoomHead, { kind, by, device, at, created, members, sealed }: NewRoom) {
  const entries: Entry[] = []
  const joined: { user: string; role: string; from: number; seq: number }[] = []
  const lines: { index: number; seq: number }[] = []
  const enter = ({ id, body }: Note): void => {
    if (entries.some((entry) => entry.id === id)) return
    head.seq += 1
    entries.push({ seq: head.seq, id, kind: 'membership', sender: by, device, at, messages: 0, body })
  }
  const carriesLine = (): void => void lines.push({ index: lines.length + 1, seq: head.seq })
  enter(created)
  if (sealed?.isBegun) carriesLine()
  for (const { user, role, joined: note } of members) {
    enter(note)
    const since = kind === 'private' ? 'here' : 'start'
    joined.push({ user, role, ...placeOf(head, undefined, { since, read: 'here' }) })
  }
  for (const note of sealed?.lines ?? []) {
    enter(note)
    carriesLine()
  }
  return { entries, joined, lines }
}

/** Makes a room, unless it is there. */
export async function makeRoom({ db, log, later }: Transaction, room: NewRoom): Promise<RoomMade> {
  const known = await find(db, room)
  if (known) return known
  const { id, kind, name, topic, directKey, members, sealed, history, voice, at } = room
  const count = members.length
  const visible = history === 'shared' ? 1 : null
  const lineCount = sealed ? sealed.lines.length + Number(sealed.isBegun) : null
  const about = [id, kind, name, topic, directKey] as const
  const row = await db.get(insert, ...about, count + 1, count, at, sealed?.genesis ?? null, lineCount, visible, voice)
  const n = row?.['n'] as number
  const head: RoomHead = { n, kind, lines: lineCount, visibleFrom: visible, seq: 0, messages: 0, at: 0 }
  const { entries, joined, lines } = beginning(head, room)
  log.made(id, head)
  later(db.run(storeEntries, ...entryColumnsOf(entries.map((entry) => ({ ...entry, n })))))
  const of = <T, K extends keyof T>(list: readonly T[], key: K): T[K][] => list.map((one) => one[key])
  const columns = [of(joined, 'user'), of(joined, 'role'), of(joined, 'from'), of(joined, 'seq')] as const
  later(db.run(putMembers, n, ...columns))
  if (lines.length > 0) later(db.run(putLines, n, of(lines, 'index'), of(lines, 'seq')))
  return { ok: true, room: id, made: true, entries }
}
