import type { DatabaseSync } from 'node:sqlite'
import { markMembers } from '@parley/protocol'
import type { MarkWrites, SealMark, SetMark } from '../../../ports/storage/marks.ts'
import type { Writers } from './index.ts'
import type { RoomLog } from './room-log.ts'

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

/** What a device has sealed for the others takes the place of what it, and devices that are gone, sealed before. */
function sealedMark(db: DatabaseSync) {
  const store = db.prepare(`
    INSERT INTO sealed_marks(room, user, device, sealed) VALUES (?,?,?,?) ON CONFLICT(room, user, device)
    DO UPDATE SET sealed = excluded.sealed`)
  const sweep = db.prepare(`
    DELETE FROM sealed_marks WHERE room = ? AND user = ?
    AND device NOT IN (SELECT device FROM sessions WHERE user = ? AND revoked_at IS NULL)`)
  return (n: number, { user, device }: SealMark, sealed: string): void => {
    sweep.run(n, user, user)
    store.run(n, user, device, sealed)
  }
}

export function markWriters(db: DatabaseSync, log: RoomLog): Writers<MarkWrites> {
  const member = db.prepare(`
    SELECT m.state, m.read_seq, m.read_messages, u.receipts, r.members
    FROM members m JOIN users u ON u.id = m.user JOIN rooms r ON r.n = m.room WHERE m.room = ? AND m.user = ?`)
  const setOwn = ownMark(db)
  const setShown = shownMark(db)
  const setSealed = sealedMark(db)

  /** Moves the own read mark. Whoever is no member does not learn of which sort the room is. */
  function own({ room, user, read: wanted }: SetMark | SealMark, isSealed: boolean) {
    const head = log.head(room)
    const row = head && member.get(head.n, user)
    if (!head || row?.['state'] !== 'joined') return { ok: false, why: 'not-a-member' } as const
    if ((head.lines !== null) !== isSealed) return { ok: false, why: 'wrong-sealing' } as const
    const reached = Math.min(wanted, head.seq)
    const before = { seq: row['read_seq'] as number, messages: row['read_messages'] as number }
    const read = setOwn(head.n, user, before, reached)
    const now = { read, readMoved: read.seq > before.seq, members: row['members'] as number }
    return { ok: true, head, reached, tells: row['receipts'] === 1, now } as const
  }

  return {
    'mark.set': (write) => {
      const done = own(write, false)
      if (!done.ok) return done
      const { head, reached, tells, now } = done
      const delivered = Math.max(Math.min(write.delivered, head.seq), reached)
      return { ok: true, ...now, ...setShown(head.n, write, delivered, reached, tells) }
    },
    'mark.seal': (write) => {
      const done = own(write, true)
      if (!done.ok) return done
      const { head, now } = done
      if (write.sealed !== null && now.members <= markMembers) setSealed(head.n, write, write.sealed)
      return { ok: true, ...now }
    },
  }
}
