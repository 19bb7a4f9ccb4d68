import type { DatabaseSync } from 'node:sqlite'
import type { InboxWrites } from '../../../ports/storage/inbox.ts'
import type { Writers } from './index.ts'

export function inboxWriters(db: DatabaseSync): Writers<InboxWrites> {
  const next = db.prepare(
    'UPDATE sessions SET inbox_seq = inbox_seq + 1 WHERE device = ? AND revoked_at IS NULL RETURNING inbox_seq',
  )
  const insert = db.prepare(
    'INSERT INTO inbox(device, seq, kind, from_user, from_device, call, at, body) VALUES (?,?,?,?,?,?,?,?)',
  )
  const acknowledge = db.prepare('DELETE FROM inbox WHERE device = ? AND seq <= ?')
  return {
    'inbox.append': ({ device, entry }) => {
      const seq = next.get(device)?.['inbox_seq'] as number | undefined
      if (seq === undefined) return null
      insert.run(device, seq, entry.kind, entry.from.user, entry.from.device, entry.call ?? null, entry.at, entry.body)
      return { seq }
    },
    'inbox.ack': ({ device, seq }) => {
      acknowledge.run(device, seq)
      return null
    },
  }
}
