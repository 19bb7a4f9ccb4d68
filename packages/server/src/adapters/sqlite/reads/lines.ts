import type { DatabaseSync } from 'node:sqlite'
import type { LineReads } from '../../../ports/storage/lines.ts'
import { lineOf } from '../../sql/lines.ts'
import { pageOf } from '../../sql/page.ts'
import type { Row } from '../../sql/rows.ts'
import type { Readers } from './index.ts'

/** Pages of membership logs. They may be long, so they run in the reader's thread. */
export function linePages(db: DatabaseSync): Readers<LineReads> {
  const find = db.prepare('SELECT n, genesis FROM rooms WHERE id = ?')
  const lines = db.prepare(`
    SELECT l.n, e.id, e.sender, e.device, e.at, e.body FROM room_lines l JOIN entries e ON e.room = l.room AND e.seq = l.seq
    WHERE l.room = ? AND l.n > ? ORDER BY l.n`)
  return {
    'room.lines': ({ room, after, limit, characters }) => {
      const found = find.get(room)
      if (!found) return null
      const rows = lines.iterate(found['n'] as number, after)
      const { page, more } = pageOf<Row>(rows, limit, characters, (row) => (row['body'] as string).length)
      return {
        genesis: found['genesis'] as string | null,
        lines: page.map(lineOf),
        more,
      }
    },
  }
}
