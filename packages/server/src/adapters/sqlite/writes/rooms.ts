import type { DatabaseSync } from 'node:sqlite'
import type { Entry } from '@parley/protocol'
import type { Deed, Line, NewRoom, NewStanding, RoomMade, RoomWrites } from '../../../ports/storage/rooms.ts'
import type { Writers } from './index.ts'
import type { RoomHead, RoomLog } from './room-log.ts'

/** Appends a membership entry; undefined if its id was used before. */
export function enter(log: RoomLog, head: RoomHead, { by, device, at }: Deed, { id, body }: Line): Entry | undefined {
  const entry = { id, kind: 'membership' as const, sender: by, device, at, body }
  return log.append(head, entry) ? { ...entry, seq: head.seq, messages: head.messages } : undefined
}

export function standingWriter(db: DatabaseSync) {
  const before = db.prepare('SELECT state, since, read_seq, read_messages FROM members WHERE room = ? AND user = ?')
  const put = db.prepare(`
    INSERT INTO members(room, user, role, state, since, invited_by, read_seq, read_messages) VALUES (?,?,?,?,?,?,?,?)
    ON CONFLICT(room, user) DO UPDATE SET role = excluded.role, state = excluded.state, since = excluded.since,
      invited_by = coalesce(excluded.invited_by, invited_by), read_seq = excluded.read_seq, read_messages = excluded.read_messages`)

  /** Answers by how much the number of joined members changes. */
  return (head: RoomHead, { user, role, state, since, read, invitedBy }: NewStanding): number => {
    const row = before.get(head.n, user)
    const from = since === 'here' ? head.seq : since === 'start' ? 1 : ((row?.['since'] as number | undefined) ?? 1)
    const [seq, messages] =
      read === 'here'
        ? [head.seq, head.messages]
        : [(row?.['read_seq'] as number | undefined) ?? 0, (row?.['read_messages'] as number | undefined) ?? 0]
    put.run(head.n, user, role, state, from, invitedBy, seq, messages)
    return Number(state === 'joined') - Number(row?.['state'] === 'joined')
  }
}

function roomMaker(db: DatabaseSync, log: RoomLog) {
  const find = db.prepare(`
    SELECT r.id, e.sender FROM rooms r JOIN entries e ON e.room = r.n AND e.seq = 1 WHERE r.id = ? OR r.direct_key = ?`)
  const insert = db.prepare(
    'INSERT INTO rooms(id, kind, name, topic, direct_key, version, members, created_at) VALUES (?,?,?,?,?,?,?,?)',
  )
  const setStanding = standingWriter(db)

  return (room: NewRoom): RoomMade => {
    const known = find.get(room.id, room.directKey)
    if (known) {
      const mine = room.directKey !== null || known['sender'] === room.by
      return mine ? { ok: true, room: known['id'] as string, made: false, entries: [] } : { ok: false, why: 'conflict' }
    }
    const { id, kind, name, topic, directKey, created, members, at } = room
    insert.run(id, kind, name, topic, directKey, members.length + 1, members.length, at)
    const head = log.head(id)
    if (!head) throw new Error('a room that was just made is not there')
    const entries = [enter(log, head, room, created)]
    for (const { user, role, joined } of members) {
      entries.push(enter(log, head, room, joined))
      const since = kind === 'private' ? 'here' : 'start'
      setStanding(head, { user, role, state: 'joined', invitedBy: null, since, read: 'here' })
    }
    return { ok: true, room: id, made: true, entries: entries.filter((entry) => entry !== undefined) }
  }
}

export function roomWriters(db: DatabaseSync, log: RoomLog): Writers<RoomWrites> {
  const version = db.prepare('SELECT version FROM rooms WHERE n = ?')
  const grow = db.prepare(
    'UPDATE rooms SET version = version + 1, members = members + ? WHERE n = ? RETURNING version, members',
  )
  const rename = db.prepare('UPDATE rooms SET name = ?, topic = ? WHERE n = ?')
  const release = db.prepare('UPDATE rooms SET direct_key = NULL WHERE n = ?')
  const setStanding = standingWriter(db)

  return {
    'room.create': roomMaker(db, log),
    'room.change': (change) => {
      const head = log.head(change.room)
      if (!head || version.get(head.n)?.['version'] !== change.expect) return { ok: false, why: 'stale' }
      const entry = enter(log, head, change, change.line)
      if (!entry) return { ok: false, why: 'stale' }
      const more = change.standing ? setStanding(head, change.standing) : 0
      if (change.about) rename.run(change.about.name, change.about.topic, head.n)
      if (change.releasesKey) release.run(head.n)
      const row = grow.get(more, head.n)
      return { ok: true, entry, version: row?.['version'] as number, members: row?.['members'] as number }
    },
  }
}
