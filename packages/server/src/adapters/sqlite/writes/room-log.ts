import type { DatabaseSync } from 'node:sqlite'
import { headColumns, headOf, type NewEntry, type RoomHead } from '../../sql/room-head.ts'

const remembered = 20_000

/**
 * The only place where positions are given out: seq = last + 1 in the transaction that stores the entry (C4).
 * Heads are kept in memory, which is sound because one thread writes, and each is written back once per commit.
 */
export function openRoomLog(db: DatabaseSync) {
  const heads = new Map<string, RoomHead>()
  const grown = new Set<RoomHead>()
  const find = db.prepare(`SELECT ${headColumns} FROM rooms WHERE id = ?`)
  const insert = db.prepare(
    'INSERT INTO entries(room, seq, id, kind, sender, device, at, messages, body) VALUES (?,?,?,?,?,?,?,?,?) ON CONFLICT(room, device, id) DO NOTHING',
  )
  const store = db.prepare('UPDATE rooms SET last_seq = ?, messages = ?, last_at = ? WHERE n = ?')

  return {
    head(room: string): RoomHead | null {
      const known = heads.get(room)
      if (known) return known
      const row = find.get(room)
      if (!row) return null
      const head = headOf(row)
      heads.set(room, head)
      return head
    },

    /** True if stored; false if the device has used the id in this room before. Only messages count as unread. */
    append(head: RoomHead, entry: NewEntry): boolean {
      const counted = entry.kind === 'message' ? 1 : 0
      const { id, kind, sender, device, at, body } = entry
      const seq = head.seq + 1
      const done = insert.run(head.n, seq, id, kind, sender, device, at, head.messages + counted, body)
      if (done.changes === 0) return false
      head.seq = seq
      head.messages += counted
      if (counted > 0) head.at = at
      grown.add(head)
      return true
    },

    /** Before each commit. */
    flush(): void {
      for (const head of grown) store.run(head.seq, head.messages, head.at, head.n)
      grown.clear()
      if (heads.size > remembered) heads.clear()
    },

    /** After a rollback: what was remembered may not have happened. */
    forget(): void {
      heads.clear()
      grown.clear()
    },
  }
}

export type RoomLog = ReturnType<typeof openRoomLog>
