import type { InboxReads } from '../../../ports/storage/inbox.ts'
import { inboxEntryOf } from '../../sql/inbox.ts'
import { pageOf } from '../../sql/page.ts'
import type { Row } from '../../sql/rows.ts'
import { paged } from '../paged.ts'
import { statement } from '../statement.ts'
import type { Readers } from './index.ts'

const waiting = `
  SELECT seq, kind, from_user, from_device, call, at, body FROM inbox
  WHERE device = $1 AND seq > $2 ORDER BY seq LIMIT $3::int8`
const find = statement(paged(waiting, 'body', 'seq', '$4'))
const heads = statement('SELECT device, inbox_seq FROM sessions WHERE revoked_at IS NULL AND device = ANY($1::text[])')
const length = (row: Row) => (row['body'] as string).length

export const inboxReads: Readers<InboxReads> = {
  'inbox.heads': async (db, { devices }) =>
    (await db.lists(heads, devices)).map(([device, head]) => ({ device: device as string, head: head as number })),
  'inbox.after': async (db, { device, after, limit, characters }) =>
    pageOf(await db.all(find, device, after, limit, characters), limit, characters, length).page.map(inboxEntryOf),
}
