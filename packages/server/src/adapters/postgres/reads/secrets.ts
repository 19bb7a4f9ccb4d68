import type { SecretReads } from '../../../ports/storage/secrets.ts'
import { statement } from '../statement.ts'
import type { Readers } from './index.ts'

const get = statement('SELECT body FROM secrets WHERE "user" = $1 AND name = $2')

export const secretReads: Readers<SecretReads> = {
  'secret.get': async (db, { user, name }) => ((await db.get(get, user, name))?.['body'] as string | undefined) ?? null,
}
