import type { DatabaseSync } from 'node:sqlite'
import type { SealedMark } from '@parley/protocol'
import type { MarkReads } from '../../../ports/storage/marks.ts'
import { markOf } from '../../sql/marks.ts'
import { type Row, userOf } from '../../sql/rows.ts'
import type { Readers } from './index.ts'

const shown = `
  SELECT m.user, coalesce(max(k.delivered), 0) delivered, CASE u.receipts WHEN 1 THEN coalesce(max(k.read), 0) ELSE 0 END read,
    r.last_seq head
  FROM rooms r JOIN members m ON m.room = r.n AND m.state = 'joined' JOIN users u ON u.id = m.user
    LEFT JOIN marks k ON k.room = r.n AND k.user = m.user
  WHERE r.id = ? GROUP BY m.user`

export function markKeys(db: DatabaseSync): Readers<Pick<MarkReads, 'mark.silent'>> {
  const silent = db.prepare(`
    SELECT m.user FROM rooms r JOIN members m ON m.room = r.n AND m.state = 'joined' JOIN users u ON u.id = m.user
    WHERE r.id = ? AND u.receipts = 0`)
  return { 'mark.silent': ({ room }) => (silent.all(room) as Row[]).map(userOf) }
}

/** They touch a row for each member, so they run in the reader's thread. */
export function markPages(db: DatabaseSync): Readers<Pick<MarkReads, 'mark.list' | 'mark.sealed' | 'mark.counts'>> {
  const list = db.prepare(shown)
  const sealed = db.prepare(`
    SELECT s.user, s.device, s.sealed FROM rooms r JOIN sealed_marks s ON s.room = r.n
      JOIN members m ON m.room = r.n AND m.user = s.user AND m.state = 'joined' WHERE r.id = ?`)
  const counts = db.prepare(`SELECT sum(delivered >= head) delivered, sum(read >= head) read FROM (${shown})`)
  return {
    'mark.list': ({ room }) => (list.all(room) as Row[]).map(markOf),
    'mark.sealed': ({ room }) => (sealed.all(room) as Row[]).map((row) => ({ ...row }) as unknown as SealedMark),
    'mark.counts': ({ room }) => {
      const row = counts.get(room)
      return { delivered: (row?.['delivered'] as number | null) ?? 0, read: (row?.['read'] as number | null) ?? 0 }
    },
  }
}
