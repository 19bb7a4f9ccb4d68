import type { DatabaseSync } from 'node:sqlite'
import type { InboxReads } from '../../../ports/storage/inbox.ts'
import { inboxEntryOf } from '../../sql/inbox.ts'
import { pageOf } from '../../sql/page.ts'
import type { Row } from '../../sql/rows.ts'
import type { Readers } from './index.ts'

export function inboxPages(db: DatabaseSync): Readers<InboxReads> {
  const find = db.prepare('SELECT * FROM inbox WHERE device = ? AND seq > ? ORDER BY seq')
  const heads = db.prepare(`
    SELECT device, inbox_seq FROM sessions
    WHERE revoked_at IS NULL AND device IN (SELECT value FROM json_each(?))`)
  const length = (row: Row) => (row['body'] as string).length
  return {
    'inbox.heads': ({ devices }) =>
      (heads.all(JSON.stringify(devices)) as Row[]).map((row) => ({
        device: row['device'] as string,
        head: row['inbox_seq'] as number,
      })),
    'inbox.after': ({ device, after, limit, characters }) =>
      pageOf<Row>(find.iterate(device, after), limit, characters, length).page.map(inboxEntryOf),
  }
}
