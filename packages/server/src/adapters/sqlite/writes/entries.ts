import type { DatabaseSync } from 'node:sqlite'
import type { Append, Appended, EntryWrites, NotAppended } from '../../../ports/storage/entries.ts'
import { type RoomHead, unfit } from '../../sql/room-head.ts'
import type { Writers } from './index.ts'
import type { RoomLog } from './room-log.ts'

const refused = (why: NotAppended): Appended => ({ ok: false, why })

export function entryWriters(db: DatabaseSync, log: RoomLog): Writers<EntryWrites> {
  const member = db.prepare('SELECT state FROM members WHERE room = ? AND user = ?')
  const readUpTo = db.prepare('UPDATE members SET read_seq = ?, read_messages = ? WHERE room = ? AND user = ?')
  const earlier = db.prepare(
    'SELECT seq, at, messages, kind, body FROM entries WHERE room = ? AND device = ? AND id = ?',
  )

  /** Something was stored that was written after it: `append` itself was refused once. */
  const isOvertaken = ({ n }: RoomHead, { device, id, later = [] }: Append): boolean =>
    later.some((other) => earlier.get(n, device, other) !== undefined) && earlier.get(n, device, id) === undefined

  const closedBy = db.prepare(`
    SELECT 1 FROM rooms r JOIN members m ON m.room = r.n
    WHERE r.n = ? AND r.direct_key IS NOT NULL AND m.state = 'left' LIMIT 1`)
  const isClosed = ({ n, kind }: RoomHead): boolean => kind === 'direct' && closedBy.get(n) !== undefined

  /**
   * In a sealed room the id alone says that a message is the same: each try seals it anew into another body, and ids are
   * drawn at random.
   */
  function repeated(head: RoomHead, append: Append): Appended {
    const row = earlier.get(head.n, append.device, append.id)
    if (row?.['kind'] !== append.kind || !(head.lines !== null || row['body'] === append.body))
      return refused('conflict')
    return {
      ok: true,
      seq: row['seq'] as number,
      at: row['at'] as number,
      messages: row['messages'] as number,
      dup: true,
      closed: isClosed(head),
    }
  }

  return {
    'entry.append': (append) => {
      const head = log.head(append.room)
      if (!head) return refused('not-a-member')
      const isMember = member.get(head.n, append.sender)?.['state'] === 'joined'
      const why = isMember ? unfit(head, append) : 'not-a-member'
      if (why !== null) {
        const done = repeated(head, append)
        return done.ok ? done : refused(why)
      }
      if (isOvertaken(head, append)) return refused('overtaken')
      if (!log.append(head, append)) return repeated(head, append)
      if (append.kind === 'message') readUpTo.run(head.seq, head.messages, head.n, append.sender)
      return { ok: true, seq: head.seq, at: append.at, messages: head.messages, dup: false, closed: isClosed(head) }
    },
  }
}
