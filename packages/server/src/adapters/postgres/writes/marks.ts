import { markMembers } from '@parley/protocol'
import type { MarkWrites, SealMark, SetMark } from '../../../ports/storage/marks.ts'
import { statement } from '../statement.ts'
import type { Transaction } from '../transaction.ts'
import type { Writers } from './index.ts'

/** The member and their marks, and how many messages there are up to a position. */
const member = statement(`
  SELECT m.state, m.read_seq, m.read_messages, u.receipts, r.members, k.delivered, k.read,
    (SELECT messages FROM entries e WHERE e.room = m.room AND e.seq = $3) AS counted
  FROM members m JOIN users u ON u.id = m."user" JOIN rooms r ON r.n = m.room
    CROSS JOIN LATERAL (SELECT coalesce(max(delivered), 0) AS delivered, coalesce(max(read), 0) AS read
      FROM marks WHERE marks.room = m.room AND marks."user" = m."user") AS k
  WHERE m.room = $1 AND m."user" = $2`)
const storeOwn = statement('UPDATE members SET read_seq = $3, read_messages = $4 WHERE room = $1 AND "user" = $2')
const storeShown = statement(`
  INSERT INTO marks(room, "user", device, delivered, read) VALUES ($1,$2,$3,$4,$5) ON CONFLICT (room, "user", device)
  DO UPDATE SET delivered = greatest(marks.delivered, excluded.delivered), read = greatest(marks.read, excluded.read)`)
const storeSealed = statement(`
  INSERT INTO sealed_marks(room, "user", device, sealed) VALUES ($1,$2,$3,$4) ON CONFLICT (room, "user", device)
  DO UPDATE SET sealed = excluded.sealed`)
/** What a device has sealed for the others takes the place of what devices that are gone sealed before. */
const sweep = statement(`
  DELETE FROM sealed_marks WHERE room = $1 AND "user" = $2
  AND device NOT IN (SELECT device FROM sessions WHERE "user" = $2 AND revoked_at IS NULL)`)

/**
 * Moves the own read mark, from which unread is subtracted; it grows with what any device has read. Whoever is no member
 * does not learn of which sort the room is.
 */
async function own({ db, log, later }: Transaction, { room, user, read }: SetMark | SealMark, isSealed: boolean) {
  const head = await log.head(room)
  const reached = Math.min(read, head?.seq ?? 0)
  const row = head ? await db.get(member, head.n, user, reached) : undefined
  if (!head || row?.['state'] !== 'joined') return { ok: false, why: 'not-a-member' } as const
  if ((head.lines !== null) !== isSealed) return { ok: false, why: 'wrong-sealing' } as const
  const before = { seq: row['read_seq'] as number, messages: row['read_messages'] as number }
  const readMoved = reached > before.seq
  const messages = (row['counted'] as number | null) ?? before.messages
  const now = readMoved ? { seq: reached, messages } : before
  if (readMoved) later(db.run(storeOwn, head.n, user, reached, messages))
  return { ok: true, head, reached, row, now: { read: now, readMoved, members: row['members'] as number } } as const
}

/** What others may see is the furthest of all devices. */
function shown(write: SetMark, row: Readonly<Record<string, unknown>>, delivered: number, read: number) {
  const tells = row['receipts'] === true
  const before = { delivered: row['delivered'] as number, read: row['read'] as number }
  const markMoved = delivered > before.delivered || (tells && read > before.read)
  const after = { delivered: Math.max(before.delivered, delivered), read: tells ? Math.max(before.read, read) : 0 }
  return { mark: { user: write.user, ...after }, markMoved, told: tells ? read : 0 }
}

export const markWriters: Writers<MarkWrites> = {
  'mark.set': async (transaction, write) => {
    const done = await own(transaction, write, false)
    if (!done.ok) return done
    const { head, reached, row, now } = done
    const delivered = Math.max(Math.min(write.delivered, head.seq), reached)
    const { mark, markMoved, told } = shown(write, row, delivered, reached)
    if (markMoved) {
      const { db, later } = transaction
      later(db.run(storeShown, head.n, write.user, write.device, delivered, told))
    }
    return { ok: true, ...now, mark, markMoved }
  },
  'mark.seal': async (transaction, write) => {
    const done = await own(transaction, write, true)
    if (!done.ok) return done
    const { head, now } = done
    if (write.sealed !== null && now.members <= markMembers) {
      const { db, later } = transaction
      later(db.run(sweep, head.n, write.user))
      later(db.run(storeSealed, head.n, write.user, write.device, write.sealed))
    }
    return { ok: true, ...now }
  },
}
