import type { DatabaseSync } from 'node:sqlite'
import type { MarkSet, MarkWrites, SetMark } from '../../../ports/storage/marks.ts'
import type { Writers } from './index.ts'
import type { RoomHead, RoomLog } from './room-log.ts'

interface Place {
  readonly seq: number
  readonly messages: number
}

/** The member's own read mark, from which unread is subtracted; it grows with what any device has read. */
function ownMark(db: DatabaseSync) {
  const counted = db.prepare('SELECT messages FROM entries WHERE room = ? AND seq = ?')
  const store = db.prepare('UPDATE members SET read_seq = ?, read_messages = ? WHERE room = ? AND user = ?')
  return (n: number, user: string, before: Place, seq: number): Place => {
    if (seq <= before.seq) return before
    const messages = (counted.get(n, seq)?.['messages'] as number | undefined) ?? before.messages
    store.run(seq, messages, n, user)
    return { seq, messages }
  }
}

/** What others may see: the furthest of all devices. */
function shownMark(db: DatabaseSync) {
  const furthest = db.prepare('SELECT max(delivered) delivered, max(read) read FROM marks WHERE room = ? AND user = ?')
  const store = db.prepare(`
    INSERT INTO marks(room, device, user, delivered, read) VALUES (?,?,?,?,?) ON CONFLICT(room, user, device)
    DO UPDATE SET delivered = max(delivered, excluded.delivered), read = max(read, excluded.read)`)
  const of = (n: number, user: string) => {
    const row = furthest.get(n, user)
    return { delivered: (row?.['delivered'] as number | null) ?? 0, read: (row?.['read'] as number | null) ?? 0 }
  }
  return (n: number, { user, device }: SetMark, delivered: number, read: number, tells: boolean) => {
    const before = of(n, user)
    if (delivered > before.delivered || (tells && read > before.read))
      store.run(n, device, user, delivered, tells ? read : 0)
    const after = of(n, user)
    const markMoved = after.delivered > before.delivered || (tells && after.read > before.read)
    return { mark: { user, delivered: after.delivered, read: tells ? after.read : 0 }, markMoved }
  }
}

export function markWriters(db: DatabaseSync, log: RoomLog): Writers<MarkWrites> {
  const member = db.prepare(`
    SELECT m.state, m.read_seq, m.read_messages, u.receipts, r.members
    FROM members m JOIN users u ON u.id = m.user JOIN rooms r ON r.n = m.room WHERE m.room = ? AND m.user = ?`)
  const setOwn = ownMark(db)
  const setShown = shownMark(db)

  function set(head: RoomHead, write: SetMark): MarkSet {
    const row = member.get(head.n, write.user)
    if (row?.['state'] !== 'joined') return { ok: false, why: 'not-a-member' }
    const reached = Math.min(write.read, head.seq)
    const delivered = Math.max(Math.min(write.delivered, head.seq), reached)
    const before = { seq: row['read_seq'] as number, messages: row['read_messages'] as number }
    const read = setOwn(head.n, write.user, before, reached)
    const shown = setShown(head.n, write, delivered, reached, row['receipts'] === 1)
    return { ok: true, read, readMoved: read.seq > before.seq, ...shown, members: row['members'] as number }
  }

  return {
    'mark.set': (write) => {
      const head = log.head(write.room)
      return head ? set(head, write) : { ok: false, why: 'not-a-member' }
    },
  }
}
