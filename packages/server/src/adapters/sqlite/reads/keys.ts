import type { DatabaseSync } from 'node:sqlite'
import type { KeyReads, UserKeys } from '../../../ports/storage/keys.ts'
import { userKeysOf } from '../../sql/keys.ts'
import { pageOf } from '../../sql/page.ts'
import { type Row, userOf } from '../../sql/rows.ts'
import { belongs, sharersOf } from '../../sql/sharing.ts'
import type { Readers } from './index.ts'

type KeyPages = 'key.query' | 'key.changes' | 'key.sharers'

const sharers = sharersOf('?1', belongs)

export function keyKeys(db: DatabaseSync): Readers<Omit<KeyReads, KeyPages>> {
  const oneTime = db.prepare('SELECT count(*) n FROM one_time_keys WHERE device = ? AND claimed = 0')
  const fallback = db.prepare('SELECT 1 FROM fallback_keys WHERE device = ? AND used = 0')
  const head = db.prepare('SELECT coalesce(max(n), 0) n FROM key_changes')
  const news = db.prepare('SELECT user, n FROM key_changes WHERE n > ? ORDER BY n')
  return {
    'key.stock': ({ device }) => ({
      oneTime: oneTime.get(device)?.['n'] as number,
      unusedFallback: fallback.get(device) !== undefined,
    }),
    'key.head': () => head.get()?.['n'] as number,
    'key.news': ({ after }) =>
      (news.all(after) as Row[]).map((row) => ({ user: userOf(row), change: row['n'] as number })),
  }
}

function userReader(db: DatabaseSync) {
  const identity = db.prepare(`
    SELECT u.id, i.master, i.self_signing, i.user_signing FROM users u LEFT JOIN identities i ON i.user = u.id
    WHERE u.id = ?`)
  const devices = db.prepare(`
    SELECT k.device, s.name, k.keys FROM device_keys k JOIN sessions s ON s.device = k.device
    WHERE k.user = ? AND s.revoked_at IS NULL ORDER BY s.created_at, k.device`)
  const signatures = db.prepare(`
    SELECT signer, target, key, signature FROM signatures WHERE signer IN (?1, ?2) AND user = ?1`)
  return (user: string, by: string): UserKeys | null => {
    const row = identity.get(user)
    if (!row) return null
    return userKeysOf(row, devices.all(user) as Row[], signatures.all(user, by) as Row[], by)
  }
}

export function keyPages(db: DatabaseSync): Readers<Pick<KeyReads, KeyPages>> {
  const read = userReader(db)
  const all = db.prepare(`SELECT ?1 user UNION ${sharers}`)
  const head = db.prepare('SELECT coalesce(max(n), 0) n FROM key_changes')
  const changes = db.prepare(`
    SELECT user FROM key_changes WHERE n > ?2 AND (user = ?1 OR user IN (${sharers})) ORDER BY n`)
  return {
    'key.query': ({ users, by, characters }) => {
      const asked = [...new Set(users)]
      const found = asked.values().map((user) => ({ user, keys: read(user, by) }))
      const { page } = pageOf(found, asked.length, characters, ({ keys }) => JSON.stringify(keys).length)
      const there = page.map(({ keys }) => keys).filter((keys) => keys !== null)
      return { users: there, later: asked.slice(page.length) }
    },
    'key.sharers': ({ user }) => (all.all(user) as Row[]).map(userOf),
    'key.changes': ({ user, since }) => {
      // First: a change in between is told twice then, and not lost.
      const next = head.get()?.['n'] as number
      return { users: (changes.all(user, since) as Row[]).map(userOf), next }
    },
  }
}
