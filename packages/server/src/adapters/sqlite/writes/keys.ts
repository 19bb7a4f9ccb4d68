import type { DatabaseSync } from 'node:sqlite'
import type { ClaimedKey, KeyWrites, NamedKey, Publish, Published } from '../../../ports/storage/keys.ts'
import type { UserDevice } from '../../../ports/storage/sessions.ts'
import { rememberedKeys } from '../../sql/keys.ts'
import type { Row } from '../../sql/rows.ts'
import { openAcquaintance } from './acquaintance.ts'
import { identityWriters } from './identities.ts'
import type { Writers } from './index.ts'
import type { KeyLog } from './key-log.ts'

/** The keys of a device that are handed out one time each. */
function openOneTimeKeys(db: DatabaseSync) {
  const find = db.prepare('SELECT key FROM one_time_keys WHERE device = ? AND id = ?')
  const count = db.prepare('SELECT count(*) n FROM one_time_keys WHERE device = ? AND claimed = 0')
  const insert = db.prepare('INSERT INTO one_time_keys(device, id, key) VALUES (?,?,?)')
  const forget = db.prepare(`
    DELETE FROM one_time_keys WHERE device = ?1 AND claimed = 1 AND n <= (
      SELECT n FROM one_time_keys WHERE device = ?1 AND claimed = 1 ORDER BY n DESC LIMIT 1 OFFSET ${rememberedKeys})`)
  const take = db.prepare(`
    UPDATE one_time_keys SET claimed = 1
    WHERE n = (SELECT n FROM one_time_keys WHERE device = ? AND claimed = 0 ORDER BY n LIMIT 1) RETURNING id, key`)
  return {
    count: (device: string) => count.get(device)?.['n'] as number,
    /** Those that are not there yet, by id; null: an id stands for another key. */
    fresh(device: string, keys: readonly NamedKey[]): ReadonlyMap<string, string> | null {
      const fresh = new Map<string, string>()
      for (const { id, key } of keys) {
        const known = fresh.get(id) ?? (find.get(device, id)?.['key'] as string | undefined)
        if (known === undefined) fresh.set(id, key)
        else if (known !== key) return null
      }
      return fresh
    },
    add(device: string, keys: ReadonlyMap<string, string>): void {
      for (const [id, key] of keys) insert.run(device, id, key)
      forget.run(device)
    },
    take: (device: string): Row | undefined => take.get(device),
  }
}

function openFallbackKeys(db: DatabaseSync) {
  const known = db.prepare('SELECT id, key, used FROM fallback_keys WHERE device = ?')
  const clear = db.prepare('DELETE FROM fallback_keys WHERE device = ?')
  const insert = db.prepare('INSERT OR REPLACE INTO fallback_keys(device, id, key, used) VALUES (?,?,?,?)')
  const take = db.prepare(`
    UPDATE fallback_keys SET used = 1 WHERE device = ?1
      AND id = (SELECT id FROM fallback_keys WHERE device = ?1 ORDER BY used, id LIMIT 1) RETURNING id, key`)
  return {
    /** A key that was there before is as used as it was: publishing it again makes it no fresher. */
    replace(device: string, keys: readonly NamedKey[]): void {
      const before = known.all(device) as Row[]
      clear.run(device)
      for (const { id, key } of keys) {
        const used = before.some((row) => row['id'] === id && row['key'] === key && row['used'] === 1)
        insert.run(device, id, key, Number(used))
      }
    },
    take: (device: string): Row | undefined => take.get(device),
  }
}

export function keyWriters(db: DatabaseSync, log: KeyLog): Writers<KeyWrites> {
  const oneTimeKeys = openOneTimeKeys(db)
  const fallbackKeys = openFallbackKeys(db)
  const isAcquainted = openAcquaintance(db)
  const live = db.prepare('SELECT 1 FROM sessions WHERE device = ? AND user = ? AND revoked_at IS NULL')
  const known = db.prepare('SELECT keys FROM device_keys WHERE device = ?')
  const insert = db.prepare('INSERT INTO device_keys(device, user, keys) VALUES (?,?,?)')

  function publish({ user, device, keys, oneTime, fallback, most }: Publish): Published {
    if (!live.get(device, user)) return { ok: false, why: 'gone' }
    const before = known.get(device)?.['keys']
    const fresh = oneTimeKeys.fresh(device, oneTime)
    if (!fresh || (keys !== null && before !== undefined && before !== keys)) return { ok: false, why: 'conflict' }
    const count = oneTimeKeys.count(device) + fresh.size
    if (fresh.size > 0 && count > most) return { ok: false, why: 'too_many' }
    oneTimeKeys.add(device, fresh)
    if (fallback) fallbackKeys.replace(device, fallback)
    if (keys !== null && before === undefined) {
      insert.run(device, user, keys)
      log.changed(user)
    }
    return { ok: true, oneTime: count }
  }

  function claim({ user, device }: UserDevice): ClaimedKey | null {
    if (!live.get(device, user)) return null
    const own = oneTimeKeys.take(device)
    const row = own ?? fallbackKeys.take(device)
    return row ? { user, device, id: row['id'] as string, key: row['key'] as string, fallback: !own } : null
  }

  return {
    ...identityWriters(db, log),
    'key.publish': publish,
    'key.claim': ({ by, devices }) => {
      const reached = devices.filter(({ user }) => isAcquainted(by, user))
      const each = new Map(reached.map((one) => [`${one.user} ${one.device}`, one]))
      return [...each.values()].map(claim).filter((key) => key !== null)
    },
  }
}
