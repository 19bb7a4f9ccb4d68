import type { DatabaseSync } from 'node:sqlite'
import type { SecretReads } from '../../../ports/storage/secrets.ts'
import type { Readers } from './index.ts'

export function secretKeys(db: DatabaseSync): Readers<SecretReads> {
  const get = db.prepare('SELECT body FROM secrets WHERE user = ? AND name = ?')
  return { 'secret.get': ({ user, name }) => (get.get(user, name)?.['body'] as string | undefined) ?? null }
}
