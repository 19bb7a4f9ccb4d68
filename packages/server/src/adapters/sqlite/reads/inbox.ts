import type { DatabaseSync } from 'node:sqlite'
import type { InboxEntry } from '@parley/protocol'
import type { InboxReads } from '../../../ports/storage/inbox.ts'
import type { Readers } from './index.ts'
import { pageOf } from './page.ts'
import type { Row } from './rows.ts'

const inboxEntryOf = (row: Row): InboxEntry => ({
  seq: row['seq'] as number,
  kind: row['kind'] as InboxEntry['kind'],
  from: { user: row['from_user'] as string, device: row['from_device'] as string },
  ...(row['call'] === null ? {} : { call: row['call'] as string }),
  at: row['at'] as number,
  body: row['body'] as string,
})

export function inboxPages(db: DatabaseSync): Readers<InboxReads> {
  const find = db.prepare('SELECT * FROM inbox WHERE device = ? AND seq > ? ORDER BY seq')
  const length = (row: Row) => (row['body'] as string).length
  return {
    'inbox.after': ({ device, after, limit, characters }) =>
      pageOf<Row>(find.iterate(device, after), limit, characters, length).page.map(inboxEntryOf),
  }
}
