import type { DatabaseSync } from 'node:sqlite'
import type { EntryReads, PageAt } from '../../../ports/storage/entries.ts'
import { entryColumns, entryOf, type Row } from '../../sql/rows.ts'
import type { Readers } from './index.ts'

/** Pages of a log. They may be long, so they run in the reader's thread. */
export function entryPages(db: DatabaseSync): Readers<Pick<EntryReads, 'entry.page' | 'entry.range' | 'entry.heads'>> {
  const number = db.prepare('SELECT n, last_seq FROM rooms WHERE id = ?')
  const upward = db.prepare(
    `SELECT ${entryColumns} FROM entries WHERE room = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT CAST(? AS INTEGER)`,
  )
  const downward = db.prepare(
    `SELECT ${entryColumns} FROM entries WHERE room = ? AND seq < ? AND seq >= ? ORDER BY seq DESC LIMIT CAST(? AS INTEGER)`,
  )
  const heads = db.prepare('SELECT id, last_seq FROM rooms WHERE id IN (SELECT value FROM json_each(?))')
  const when = db.prepare('SELECT at FROM entries WHERE room = ? AND seq = ?')

  const before = (n: number, seq: number, since: number, limit: number) =>
    (downward.all(n, seq, since, limit) as Row[]).map(entryOf).reverse()
  const after = (n: number, seq: number, until: number, limit: number) =>
    (upward.all(n, seq, until, limit) as Row[]).map(entryOf)

  /** First position at or after a moment, by halving: entries stand in the order in which they came. */
  function positionOf(n: number, moment: number, low: number, high: number): number {
    while (low < high) {
      const middle = (low + high) >> 1
      const at = when.get(n, middle)?.['at'] as number | undefined
      if (at !== undefined && at < moment) low = middle + 1
      else high = middle
    }
    return low
  }

  function page(n: number, head: number, at: PageAt, limit: number, since: number) {
    switch (at.kind) {
      case 'newest':
        return before(n, head + 1, since, limit)
      case 'before':
        return before(n, at.seq, since, limit)
      case 'after':
        return after(n, Math.max(at.seq, since - 1), head, limit)
      case 'around':
      case 'moment': {
        const seq = 'seq' in at ? at.seq : positionOf(n, at.at, Math.max(since, 1), head + 1)
        const earlier = before(n, seq, since, limit >> 1)
        return [...earlier, ...after(n, Math.max(seq, since) - 1, head, limit - earlier.length)]
      }
    }
  }

  return {
    'entry.heads': ({ rooms }) =>
      (heads.all(JSON.stringify(rooms)) as Row[]).map((row) => ({
        room: row['id'] as string,
        head: row['last_seq'] as number,
      })),
    'entry.range': ({ room, after: from, until, limit }) => {
      const row = number.get(room)
      return row ? after(row['n'] as number, from, until, limit) : []
    },
    'entry.page': ({ room, at, limit, since }) => {
      const row = number.get(room)
      return row ? page(row['n'] as number, row['last_seq'] as number, at, limit, since) : []
    },
  }
}

export function entryKeys(db: DatabaseSync): Readers<Pick<EntryReads, 'entry.head'>> {
  const head = db.prepare('SELECT last_seq FROM rooms WHERE id = ?')
  return { 'entry.head': ({ room }) => (head.get(room)?.['last_seq'] as number | undefined) ?? 0 }
}
