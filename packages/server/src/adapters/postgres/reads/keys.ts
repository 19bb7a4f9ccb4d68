import type { KeyReads, UserKeys } from '../../../ports/storage/keys.ts'
import { userKeysOf } from '../../sql/keys.ts'
import { pageOf } from '../../sql/page.ts'
import { userOf } from '../../sql/rows.ts'
import { belongs, sharersOf } from '../../sql/sharing.ts'
import type { Db } from '../db.ts'
import { statement } from '../statement.ts'
import type { Readers } from './index.ts'

const sharers = sharersOf('$1', belongs)
const oneTime = statement('SELECT count(*) AS n FROM one_time_keys WHERE device = $1 AND NOT claimed')
const fallback = statement('SELECT true FROM fallback_keys WHERE device = $1 AND NOT used')
const head = statement('SELECT coalesce(max(n), 0) AS n FROM key_changes')
const news = statement('SELECT "user", n FROM key_changes WHERE n > $1 ORDER BY n')
const everybody = statement(`SELECT $1::text AS "user" UNION ${sharers}`)
const changes = statement(`
  SELECT "user" FROM key_changes WHERE n > $2 AND ("user" = $1 OR "user" IN (${sharers})) ORDER BY n`)

const identities = statement(`
  SELECT u.id, i.master, i.self_signing, i.user_signing FROM users u LEFT JOIN identities i ON i."user" = u.id
  WHERE u.id = ANY($1::text[])`)
const devices = statement(`
  SELECT k."user", k.device, s.name, k.keys FROM device_keys k JOIN sessions s ON s.device = k.device
  WHERE k."user" = ANY($1::text[]) AND s.revoked_at IS NULL ORDER BY s.created_at, k.device`)
const signatures = statement(`
  SELECT "user", signer, target, key, signature FROM signatures
  WHERE "user" = ANY($1::text[]) AND signer IN ("user", $2) ORDER BY signer, target, key`)

/** Users whose keys are fetched at once: a page may end after the first. */
const together = 25

/** What `by` may see of users, in the order asked for; null for whoever is not there. */
async function keysOf(db: Db, users: readonly string[], by: string): Promise<(UserKeys | null)[]> {
  const found = new Map((await db.all(identities, users)).map((row) => [row['id'], row]))
  const owned = Map.groupBy(await db.all(devices, users), userOf)
  const made = Map.groupBy(await db.all(signatures, users, by), userOf)
  return users.map((user) => {
    const row = found.get(user)
    return row ? userKeysOf(row, owned.get(user) ?? [], made.get(user) ?? [], by) : null
  })
}

export const keyReads: Readers<KeyReads> = {
  'key.stock': async (db, { device }) => ({
    oneTime: (await db.get(oneTime, device))?.['n'] as number,
    unusedFallback: (await db.get(fallback, device)) !== undefined,
  }),
  'key.head': async (db) => (await db.get(head))?.['n'] as number,
  'key.news': async (db, { after }) =>
    (await db.all(news, after)).map((row) => ({ user: userOf(row), change: row['n'] as number })),
  'key.query': async (db, { users, by, characters }) => {
    const asked = [...new Set(users)]
    const there: UserKeys[] = []
    let [done, long] = [0, 0]
    while (done < asked.length && (done === 0 || long < characters)) {
      const found = await keysOf(db, asked.slice(done, done + together), by)
      const lengthOf = (keys: UserKeys | null) => JSON.stringify(keys).length
      const { page } = pageOf(found, asked.length, characters - long, lengthOf)
      for (const keys of page) {
        long += lengthOf(keys)
        if (keys) there.push(keys)
      }
      done += page.length
      if (page.length < found.length) break
    }
    return { users: there, later: asked.slice(done) }
  },
  'key.sharers': async (db, { user }) => (await db.all(everybody, user)).map(userOf),
  'key.changes': async (db, { user, since }) => {
    // First: a change in between is told twice then, and not lost.
    const next = (await db.get(head))?.['n'] as number
    return { users: (await db.all(changes, user, since)).map(userOf), next }
  },
}
