import type { InboxEntry } from '@parley/protocol'
import type { Row } from './rows.ts'

export const inboxEntryOf = (row: Row): InboxEntry => ({
  seq: row['seq'] as number,
  kind: row['kind'] as InboxEntry['kind'],
  from: { user: row['from_user'] as string, device: row['from_device'] as string },
  ...(row['call'] === null ? {} : { call: row['call'] as string }),
  at: row['at'] as number,
  body: row['body'] as string,
})
