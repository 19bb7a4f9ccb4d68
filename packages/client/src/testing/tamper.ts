import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Town } from './town.ts'

/** What an operator does to the database while nobody looks. */
export async function tamper(town: Town, change: (db: DatabaseSync) => void): Promise<void> {
  await town.stop()
  const db = new DatabaseSync(join(town.folder, 'parley.db'))
  change(db)
  db.close()
  await town.begin()
}
