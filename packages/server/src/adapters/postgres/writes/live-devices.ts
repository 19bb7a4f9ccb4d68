import { userOf } from '../../sql/rows.ts'
import type { Db } from '../db.ts'
import { statement } from '../statement.ts'
import { deviceOf } from './session-table.ts'

const hold = statement(`
  SELECT device, "user" FROM sessions WHERE device = ANY($1::text[]) AND revoked_at IS NULL
  ORDER BY device FOR NO KEY UPDATE`)

/** Of these devices those that are signed in, with their users; they are held until the commit, in order. */
export async function holdDevices(db: Db, devices: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.all(hold, [...new Set(devices)])
  return new Map(rows.map((row) => [deviceOf(row), userOf(row)]))
}
