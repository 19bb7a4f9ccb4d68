import { userOf } from '../../sql/rows.ts'
import type { Db } from '../db.ts'
import { statement } from '../statement.ts'

/**
 * Held until the commit by whoever gives out a number. Two nodes never give out the same one anyway, for it is unique,
 * and so whoever reads on from one misses none; but the one that came second would have to try again.
 */
const lock = statement('SELECT pg_advisory_xact_lock(5264093872)')
const change = statement(`
  INSERT INTO key_changes("user", n) SELECT $1, coalesce(max(n), 0) + 1 FROM key_changes
  ON CONFLICT ("user") DO UPDATE SET n = excluded.n`)
const oneTime = statement('DELETE FROM one_time_keys WHERE device = ANY($1::text[])')
const fallback = statement('DELETE FROM fallback_keys WHERE device = ANY($1::text[])')
const signatures = statement(`
  DELETE FROM signatures s USING unnest($1::text[], $2::text[]) AS gone("user", device)
  WHERE s."user" = gone."user" AND s.target = gone.device`)
const devices = statement('DELETE FROM device_keys WHERE device = ANY($1::text[]) RETURNING "user"')

/**
 * Says that the keys of users changed, with numbers from one counter: one row for each user, that of the last change. No
 * row is ever deleted, so the highest number is the last that was given out.
 */
export async function keysChanged(db: Db, users: Iterable<string>): Promise<void> {
  const each = [...new Set(users)]
  if (each.length === 0) return
  await db.run(lock)
  for (const user of each) await db.run(change, user)
}

/** Devices are signed out: nobody may begin a conversation with them any more. */
export async function forgetKeys(db: Db, gone: readonly { readonly user: string; readonly device: string }[]) {
  const ids = gone.map(({ device }) => device)
  const users = gone.map(({ user }) => user)
  const [, , , rows] = await Promise.all([
    db.run(oneTime, ids),
    db.run(fallback, ids),
    db.run(signatures, users, ids),
    db.all(devices, ids),
  ])
  await keysChanged(db, rows.map(userOf))
}
