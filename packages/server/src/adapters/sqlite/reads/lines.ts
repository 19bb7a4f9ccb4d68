import type { DatabaseSync } from 'node:sqlite'
import type { LineReads } from '../../../ports/storage/lines.ts'
import type { Readers } from './index.ts'
import { pageOf } from './page.ts'
import type { Row } from './rows.ts'

/** The line that a membership entry carries beside its clear change. */
const bodyIn = (row: Row): string => (JSON.parse(row['body'] as string) as { line: { body: string } }).line.body

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
        lines: page.map((row) => ({
          index: row['n'] as number,
          id: row['id'] as string,
          sender: row['sender'] as string,
          device: row['device'] as string,
          at: row['at'] as number,
          body: bodyIn(row),
        })),
        more,
      }
    },
  }
}
