import type { DatabaseSync } from 'node:sqlite'
import type { SecretWrites } from '../../../ports/storage/secrets.ts'
import type { Writers } from './index.ts'

export function secretWriters(db: DatabaseSync): Writers<SecretWrites> {
  const others = db.prepare('SELECT count(*) n FROM secrets WHERE user = ? AND name <> ?')
  const put = db.prepare('INSERT OR REPLACE INTO secrets(user, name, body) VALUES (?,?,?)')
  const remove = db.prepare('DELETE FROM secrets WHERE user = ? AND name = ?')
  return {
    'secret.put': ({ user, name, body, most }) => {
      if (body === null) {
        remove.run(user, name)
        return true
      }
      if ((others.get(user, name)?.['n'] as number) >= most) return false
      put.run(user, name, body)
      return true
    },
  }
}
