import type { SealedMark } from '@parley/protocol'
import type { MarkReads } from '../../../ports/storage/marks.ts'
import { markOf } from '../../sql/marks.ts'
import { userOf } from '../../sql/rows.ts'
import { statement } from '../statement.ts'
import type { Readers } from './index.ts'

const shown = `
  SELECT m."user", coalesce(max(k.delivered), 0) AS delivered,
    CASE WHEN u.receipts THEN coalesce(max(k.read), 0) ELSE 0 END AS read, r.last_seq AS head
  FROM rooms r JOIN members m ON m.room = r.n AND m.state = 'joined' JOIN users u ON u.id = m."user"
    LEFT JOIN marks k ON k.room = m.room AND k."user" = m."user"
  WHERE r.id = $1 GROUP BY m."user", u.receipts, r.last_seq`
const list = statement(shown)
const counts = statement(`
  SELECT count(*) FILTER (WHERE delivered >= head) AS delivered, count(*) FILTER (WHERE read >= head) AS read
  FROM (${shown}) AS shown`)
const sealed = statement(`
  SELECT s."user", s.device, s.sealed FROM rooms r JOIN sealed_marks s ON s.room = r.n
    JOIN members m ON m.room = r.n AND m."user" = s."user" AND m.state = 'joined' WHERE r.id = $1`)
const silent = statement(`
  SELECT m."user" FROM rooms r JOIN members m ON m.room = r.n AND m.state = 'joined' JOIN users u ON u.id = m."user"
  WHERE r.id = $1 AND NOT u.receipts`)

export const markReads: Readers<MarkReads> = {
  'mark.list': async (db, { room }) => (await db.all(list, room)).map(markOf),
  'mark.sealed': async (db, { room }) => (await db.all(sealed, room)).map((row) => row as unknown as SealedMark),
  'mark.counts': async (db, { room }) => {
    const row = await db.get(counts, room)
    return { delivered: row?.['delivered'] as number, read: row?.['read'] as number }
  },
  'mark.silent': async (db, { room }) => (await db.all(silent, room)).map(userOf),
}
