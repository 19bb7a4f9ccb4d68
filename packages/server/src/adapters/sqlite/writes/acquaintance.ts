import type { DatabaseSync } from 'node:sqlite'
import { belongs } from '../../sql/sharing.ts'

/** Whether one user may reach another's devices: they share a room, of whatever kind, or are the same. */
export function openAcquaintance(db: DatabaseSync): (from: string, to: string) => boolean {
  const shares = db.prepare(`
    SELECT 1 FROM members m JOIN rooms r ON r.n = m.room JOIN members o ON o.room = m.room AND o.user = ?2
    WHERE m.user = ?1 AND ${belongs('m', 'r')} AND ${belongs('o', 'r')} LIMIT 1`)
  return (from, to) => from === to || shares.get(from, to) !== undefined
}
