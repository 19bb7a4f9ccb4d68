import type { LineReads } from '../../../ports/storage/lines.ts'
import { lineOf } from '../../sql/lines.ts'
import { pageOf } from '../../sql/page.ts'
import type { Row } from '../../sql/rows.ts'
import { paged } from '../paged.ts'
import { statement } from '../statement.ts'
import type { Readers } from './index.ts'

const find = statement('SELECT n, genesis FROM rooms WHERE id = $1')
const after = `
  SELECT l.n, e.id, e.sender, e.device, e.at, e.body FROM room_lines l JOIN entries e ON e.room = l.room AND e.seq = l.seq
  WHERE l.room = $1 AND l.n > $2 ORDER BY l.n LIMIT $3::int8 + 1`
const lines = statement(paged(after, 'body', 'n', '$4'))
const length = (row: Row) => (row['body'] as string).length

export const lineReads: Readers<LineReads> = {
  'room.lines': async (db, query) => {
    const found = await db.get(find, query.room)
    if (!found) return null
    const rows = await db.all(lines, found['n'] as number, query.after, query.limit, query.characters)
    const { page, more } = pageOf(rows, query.limit, query.characters, length)
    return { genesis: found['genesis'] as string | null, lines: page.map(lineOf), more }
  },
}
