import type { DatabaseSync } from 'node:sqlite'
import type { RoomKind, RoomRole } from '@parley/protocol'
import type { AccessReads, RoomAccess } from '../../../ports/storage/access.ts'
import type { Readers } from './index.ts'

export function accessKeys(db: DatabaseSync): Readers<AccessReads> {
  const find = db.prepare(`
    SELECT r.id, r.kind, r.lines, r.name, r.topic, r.version, r.last_seq, r.messages, r.members, m.state, m.role, m.since
    FROM rooms r LEFT JOIN members m ON m.room = r.n AND m.user = ?2 WHERE r.id = ?1`)
  return {
    'room.access': ({ room, user }) => {
      const row = find.get(room, user)
      if (!row) return null
      return {
        room: row['id'] as string,
        kind: row['kind'] as RoomKind,
        sealed: row['lines'] !== null,
        name: row['name'] as string,
        topic: row['topic'] as string,
        version: row['version'] as number,
        head: row['last_seq'] as number,
        messages: row['messages'] as number,
        members: row['members'] as number,
        state: row['state'] as RoomAccess['state'],
        role: (row['role'] as RoomRole | null) ?? 'member',
        since: (row['since'] as number | null) ?? 1,
      }
    },
  }
}
