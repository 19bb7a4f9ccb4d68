import type { Db } from '../db.ts'
import { statement } from '../statement.ts'

const lock = statement('SELECT true FROM users WHERE id = $1 FOR NO KEY UPDATE')

/** Whoever counts what a user has before adding to it, or taking from it, holds the user until the commit. */
export async function holdUser(db: Db, user: string): Promise<void> {
  await db.run(lock, user)
}
