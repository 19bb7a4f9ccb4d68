import { userOf } from '../../sql/rows.ts'
import { belongs } from '../../sql/sharing.ts'
import type { Db } from '../db.ts'
import { statement } from '../statement.ts'

/** Of each user one room is enough: the look-up ends with the first. */
const sharing = statement(`
  SELECT asked."user" FROM unnest($2::text[]) AS asked("user") WHERE (
    SELECT true FROM members o JOIN rooms r ON r.n = o.room JOIN members m ON m.room = o.room AND m."user" = $1
    WHERE o."user" = asked."user" AND ${belongs('m', 'r')} AND ${belongs('o', 'r')} LIMIT 1)`)

/** Those whose devices one user may reach: they share a room, of whatever kind, or are the same. */
export async function acquaintances(db: Db, from: string, users: readonly string[]): Promise<ReadonlySet<string>> {
  const others = [...new Set(users)].filter((user) => user !== from)
  const rows = others.length === 0 ? [] : await db.all(sharing, from, others)
  return new Set([from, ...rows.map(userOf)])
}
