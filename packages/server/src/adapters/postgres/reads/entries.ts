import type { Entry } from '@parley/protocol'
import type { EntryReads } from '../../../ports/storage/entries.ts'
import { entryColumns } from '../../sql/rows.ts'
import type { Db } from '../db.ts'
import { statement } from '../statement.ts'
import type { Readers } from './index.ts'

const inRoom = 'FROM entries WHERE room = (SELECT n FROM rooms WHERE id = $1)'
const upward = statement(`SELECT ${entryColumns} ${inRoom} AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4::int8`)
const downward = statement(
  `SELECT ${entryColumns} ${inRoom} AND seq < $2 AND seq >= $3 ORDER BY seq DESC LIMIT $4::int8`,
)
const head = statement('SELECT last_seq FROM rooms WHERE id = $1')
const heads = statement('SELECT id, last_seq FROM rooms WHERE id = ANY($1::text[])')
/** First position at or after a moment, by halving: entries stand in the order in which they came. */
const position = statement(`
  WITH RECURSIVE halving(room, low, high) AS (
    SELECT n, greatest($2::int8, 1), greatest($2::int8, last_seq + 1) FROM rooms WHERE id = $1
    UNION ALL
    SELECT h.room, CASE WHEN e.at < $3::int8 THEN h.middle + 1 ELSE h.low END,
      CASE WHEN e.at < $3::int8 THEN h.high ELSE h.middle END
    FROM (SELECT room, low, high, (low + high) / 2 AS middle FROM halving WHERE low < high) AS h
      LEFT JOIN entries e ON e.room = h.room AND e.seq = h.middle)
  SELECT low FROM halving WHERE low >= high`)

const endless = Number.MAX_SAFE_INTEGER

function entryOf(row: readonly unknown[]): Entry {
  const [seq, id, kind, sender, device, at, messages, body] = row
  return { seq, id, kind, sender, device, at, messages, body } as Entry
}

const before = async (db: Db, room: string, seq: number, since: number, limit: number): Promise<Entry[]> =>
  (await db.lists(downward, room, seq, since, limit)).map(entryOf).reverse()

const after = async (db: Db, room: string, seq: number, until: number, limit: number): Promise<Entry[]> =>
  (await db.lists(upward, room, seq, until, limit)).map(entryOf)

async function around(db: Db, room: string, seq: number, limit: number, since: number): Promise<Entry[]> {
  const earlier = await before(db, room, seq, since, limit >> 1)
  return [...earlier, ...(await after(db, room, Math.max(seq, since) - 1, endless, limit - earlier.length))]
}

export const entryReads: Readers<EntryReads> = {
  'entry.head': async (db, { room }) => ((await db.get(head, room))?.['last_seq'] as number | undefined) ?? 0,
  'entry.heads': async (db, { rooms }) =>
    (await db.lists(heads, rooms)).map(([room, last]) => ({ room: room as string, head: last as number })),
  'entry.range': async (db, { room, after: from, until, limit }) => await after(db, room, from, until, limit),
  'entry.page': async (db, { room, at, limit, since }) => {
    switch (at.kind) {
      case 'newest':
        return await before(db, room, endless, since, limit)
      case 'before':
        return await before(db, room, at.seq, since, limit)
      case 'after':
        return await after(db, room, Math.max(at.seq, since - 1), endless, limit)
      case 'around':
        return await around(db, room, at.seq, limit, since)
      case 'moment': {
        const row = await db.get(position, room, since, at.at)
        return row ? await around(db, room, row['low'] as number, limit, since) : []
      }
    }
  },
}
