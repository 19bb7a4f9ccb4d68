import type { DatabaseSync } from 'node:sqlite'
import type { Append, Appended, EntryWrites } from '../../../ports/storage/entries.ts'
import type { Writers } from './index.ts'
import type { RoomLog } from './room-log.ts'

const refused = (why: 'not-a-member' | 'conflict'): Appended => ({ ok: false, why })

export function entryWriters(db: DatabaseSync, log: RoomLog): Writers<EntryWrites> {
  const member = db.prepare('SELECT state FROM members WHERE room = ? AND user = ?')
  const earlier = db.prepare('SELECT seq, at, messages, kind, body FROM entries WHERE room = ? AND device = ? AND id = ?')

  function repeated(n: number, append: Append): Appended {
    const row = earlier.get(n, append.device, append.id)
    if (!row || row['kind'] !== append.kind || row['body'] !== append.body) return refused('conflict')
    return { ok: true, seq: row['seq'] as number, at: row['at'] as number, messages: row['messages'] as number, dup: true }
  }

  return {
    'entry.append': (append) => {
      const head = log.head(append.room)
      if (!head || member.get(head.n, append.sender)?.['state'] !== 'joined') return refused('not-a-member')
      if (!log.append(head, append)) return repeated(head.n, append)
      return { ok: true, seq: head.seq, at: append.at, messages: head.messages, dup: false }
    },
  }
}
