import type { SecretWrites } from '../../../ports/storage/secrets.ts'
import { statement } from '../statement.ts'
import type { Writers } from './index.ts'
import { holdUser } from './users.ts'

const others = statement('SELECT count(*) AS n FROM secrets WHERE "user" = $1 AND name <> $2')
const put = statement(`
  INSERT INTO secrets("user", name, body) VALUES ($1,$2,$3) ON CONFLICT ("user", name) DO UPDATE SET body = excluded.body`)
const remove = statement('DELETE FROM secrets WHERE "user" = $1 AND name = $2')

export const secretWriters: Writers<SecretWrites> = {
  'secret.put': async ({ db }, { user, name, body, most }) => {
    if (body === null) {
      await db.run(remove, user, name)
      return true
    }
    await holdUser(db, user)
    if (((await db.get(others, user, name))?.['n'] as number) >= most) return false
    await db.run(put, user, name, body)
    return true
  },
}
