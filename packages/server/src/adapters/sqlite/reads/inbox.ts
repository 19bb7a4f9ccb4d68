import type { DatabaseSync } from 'node:sqlite'
import type { InboxEntry } from '@parley/protocol'
import type { InboxReads } from '../../../ports/storage/inbox.ts'
import type { Readers } from './index.ts'
import type { Row } from './rows.ts'

const inboxEntryOf = (row: Row): InboxEntry => ({
  seq: row['seq'] as number,
  kind: row['kind'] as InboxEntry['kind'],
  from: { user: row['from_user'] as string, device: row['from_device'] as string },
  ...(row['call'] === null ? {} : { call: row['call'] as string }),
  at: row['at'] as number,
  body: row['body'] as string,
})

export function inboxKeys(db: DatabaseSync): Readers<InboxReads> {
  const after = db.prepare('SELECT * FROM inbox WHERE device = ? AND seq > ? ORDER BY seq')
  return { 'inbox.after': (query) => (after.all(query.device, query.after) as Row[]).map(inboxEntryOf) }
}
