import type { DatabaseSync } from 'node:sqlite'
import type { NewPasskey } from '../../../ports/storage/accounts.ts'

export function openPasskeyTable(db: DatabaseSync) {
  const find = db.prepare('SELECT 1 FROM passkeys WHERE id = ?')
  const insert = db.prepare(
    'INSERT INTO passkeys(id, user, public_key, counter, transports, created_at, used_at) VALUES (?,?,?,?,?,?,?)',
  )
  const use = db.prepare(
    'UPDATE passkeys SET counter = ?1, used_at = ?2 WHERE id = ?3 AND (counter < ?1 OR (counter = 0 AND ?1 = 0))',
  )
  const own = db.prepare('SELECT 1 FROM passkeys WHERE id = ? AND user = ?')
  const otherWays = db.prepare(`SELECT EXISTS(SELECT 1 FROM passkeys WHERE user = ?1 AND id <> ?2)
    OR EXISTS(SELECT 1 FROM users WHERE id = ?1 AND password IS NOT NULL) some`)
  const remove = db.prepare('DELETE FROM passkeys WHERE id = ?')
  const removeSecret = db.prepare(`DELETE FROM secrets WHERE user = ? AND name = 'passkey.' || ?`)
  return {
    has: (id: string): boolean => find.get(id) !== undefined,
    add(user: string, { id, publicKey, counter, transports }: NewPasskey, at: number): void {
      insert.run(id, user, publicKey, counter, JSON.stringify(transports), at, at)
    },
    use: (id: string, counter: number, at: number): boolean => use.run(counter, at, id).changes > 0,
    remove(user: string, id: string): 'removed' | 'unknown' | 'last' {
      if (!own.get(id, user)) return 'unknown'
      if (otherWays.get(user, id)?.['some'] !== 1) return 'last'
      remove.run(id)
      removeSecret.run(user, id)
      return 'removed'
    },
  }
}
