import type { DatabaseSync } from 'node:sqlite'
import type { Entry } from '@parley/protocol'
import type {
  Deed,
  NewRoom,
  NewStanding,
  Note,
  RoomChange,
  RoomMade,
  RoomWrites,
} from '../../../ports/storage/rooms.ts'
import { placeOf, type RoomHead } from '../../sql/room-head.ts'
import type { Writers } from './index.ts'
import type { RoomLog } from './room-log.ts'

/** Appends a membership entry; undefined if its id was used before. */
export function enter(log: RoomLog, head: RoomHead, { by, device, at }: Deed, { id, body }: Note): Entry | undefined {
  const entry = { id, kind: 'membership' as const, sender: by, device, at, body }
  return log.append(head, entry) ? { ...entry, seq: head.seq, messages: head.messages } : undefined
}

export function standingWriter(db: DatabaseSync) {
  const before = db.prepare('SELECT state, since, read_seq, read_messages FROM members WHERE room = ? AND user = ?')
  const put = db.prepare(`
    INSERT INTO members(room, user, role, state, since, invited_by, read_seq, read_messages) VALUES (?,?,?,?,?,?,?,?)
    ON CONFLICT(room, user) DO UPDATE SET role = excluded.role, state = excluded.state, since = excluded.since,
      invited_by = coalesce(excluded.invited_by, invited_by), read_seq = excluded.read_seq, read_messages = excluded.read_messages`)
  const forget = db.prepare('DELETE FROM sealed_marks WHERE room = ? AND user = ?')

  /** Answers by how much the number of joined members changes. */
  return (head: RoomHead, { user, role, state, invitedBy, ...place }: NewStanding): number => {
    const row = before.get(head.n, user)
    const { from, seq, messages } = placeOf(head, row, place)
    put.run(head.n, user, role, state, from, invitedBy, seq, messages)
    if (state !== 'joined') forget.run(head.n, user)
    return Number(state === 'joined') - Number(row?.['state'] === 'joined')
  }
}

/** Says at which position of a room's log a line of its membership log stands: the last one. */
export function lineWriter(db: DatabaseSync) {
  const insert = db.prepare('INSERT INTO room_lines(room, n, seq) VALUES (?,?,?)')
  const store = db.prepare('UPDATE rooms SET lines = ? WHERE n = ?')
  return (head: RoomHead, index: number): void => {
    insert.run(head.n, index, head.seq)
    store.run(index, head.n)
    head.lines = index
  }
}

/** Finds the room that is there already instead of a new one, or the one whose id is taken. */
function roomFinder(db: DatabaseSync) {
  const byKey = db.prepare('SELECT id FROM rooms WHERE direct_key = ?')
  const byId = db.prepare(
    'SELECT r.id, e.sender FROM rooms r JOIN entries e ON e.room = r.n AND e.seq = 1 WHERE r.id = ?',
  )
  return ({ id, directKey, by }: NewRoom): RoomMade | null => {
    const same = directKey === null ? undefined : byKey.get(directKey)
    const known = same ?? byId.get(id)
    if (!known) return null
    const mine = same !== undefined || (directKey === null && known['sender'] === by)
    return mine ? { ok: true, room: known['id'] as string, made: false, entries: [] } : { ok: false, why: 'conflict' }
  }
}

function roomMaker(db: DatabaseSync, log: RoomLog) {
  const find = roomFinder(db)
  const insert = db.prepare(
    'INSERT INTO rooms(id, kind, name, topic, direct_key, version, members, created_at, genesis, lines, visible_from, voice) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)',
  )
  const setStanding = standingWriter(db)
  const setLine = lineWriter(db)

  return (room: NewRoom): RoomMade => {
    const known = find(room)
    if (known) return known
    const { id, kind, name, topic, directKey, created, members, sealed, history, voice, at } = room
    const count = members.length
    const visible = history === 'shared' ? 1 : null
    const about = [id, kind, name, topic, directKey] as const
    insert.run(...about, count + 1, count, at, sealed?.genesis ?? null, sealed && 0, visible, voice ? 1 : 0)
    const head = log.head(id)
    if (!head) throw new Error('a room that was just made is not there')
    const entries = [enter(log, head, room, created)]
    const begun = sealed?.isBegun ? 1 : 0
    if (begun > 0) setLine(head, begun)
    for (const { user, role, joined } of members) {
      entries.push(enter(log, head, room, joined))
      const since = kind === 'private' ? 'here' : 'start'
      setStanding(head, { user, role, state: 'joined', invitedBy: null, since, read: 'here' })
    }
    for (const [n, note] of (sealed?.lines ?? []).entries()) {
      entries.push(enter(log, head, room, note))
      setLine(head, begun + n + 1)
    }
    return { ok: true, room: id, made: true, entries: entries.filter((entry) => entry !== undefined) }
  }
}

export function roomWriters(db: DatabaseSync, log: RoomLog): Writers<Omit<RoomWrites, 'room.seal'>> {
  const state = db.prepare('SELECT version, lines FROM rooms WHERE n = ?')
  const grow = db.prepare(
    'UPDATE rooms SET version = version + 1, members = members + ? WHERE n = ? RETURNING version, members',
  )
  const rename = db.prepare('UPDATE rooms SET name = ?, topic = ? WHERE n = ?')
  const show = db.prepare('UPDATE rooms SET visible_from = ? WHERE n = ?')
  const release = db.prepare('UPDATE rooms SET direct_key = NULL WHERE n = ?')
  const setStanding = standingWriter(db)
  const setLine = lineWriter(db)

  /** Whether a change was decided on the room as it is. */
  function fits(n: number, { expect, index }: RoomChange): boolean {
    const row = state.get(n)
    if (row?.['version'] !== expect) return false
    return index === null || (row['lines'] !== null && index === (row['lines'] as number) + 1)
  }

  return {
    'room.create': roomMaker(db, log),
    'room.change': (change) => {
      const head = log.head(change.room)
      const entry = head && fits(head.n, change) ? enter(log, head, change, change.note) : undefined
      if (!head || !entry) return { ok: false, why: 'stale' }
      if (change.index !== null) setLine(head, change.index)
      const more = change.standing ? setStanding(head, change.standing) : 0
      if (change.about) rename.run(change.about.name, change.about.topic, head.n)
      if (change.history) {
        head.visibleFrom = change.history === 'shared' ? entry.seq : null
        show.run(head.visibleFrom, head.n)
      }
      if (change.releasesKey) release.run(head.n)
      const row = grow.get(more, head.n)
      return { ok: true, entry, version: row?.['version'] as number, members: row?.['members'] as number }
    },
  }
}
