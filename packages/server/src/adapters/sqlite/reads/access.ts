import type { DatabaseSync } from 'node:sqlite'
import type { AccessReads } from '../../../ports/storage/access.ts'
import { accessOf } from '../../sql/access.ts'
import type { Readers } from './index.ts'

export function accessKeys(db: DatabaseSync): Readers<AccessReads> {
  const find = db.prepare(`
    SELECT r.id, r.kind, r.lines, r.name, r.topic, r.version, r.last_seq, r.messages, r.members, m.state, m.role, m.since
    FROM rooms r LEFT JOIN members m ON m.room = r.n AND m.user = ?2 WHERE r.id = ?1`)
  return {
    'room.access': ({ room, user }) => {
      const row = find.get(room, user)
      return row ? accessOf(row) : null
    },
  }
}
