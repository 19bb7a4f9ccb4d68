import type { StoredLine } from '../../ports/storage/lines.ts'
import type { Row } from './rows.ts'

/** The line that a membership entry carries beside its clear change. */
const bodyIn = (row: Row): string => (JSON.parse(row['body'] as string) as { line: { body: string } }).line.body

export const lineOf = (row: Row): StoredLine => ({
  index: row['n'] as number,
  id: row['id'] as string,
  sender: row['sender'] as string,
  device: row['device'] as string,
  at: row['at'] as number,
  body: bodyIn(row),
})
