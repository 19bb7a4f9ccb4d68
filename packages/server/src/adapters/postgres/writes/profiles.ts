import type { ProfileWrites } from '../../../ports/storage/profiles.ts'
import { statement } from '../statement.ts'
import type { Writers } from './index.ts'

const put = statement(`
  INSERT INTO sealed_profiles AS before ("user", version, body, key) VALUES ($1,$2,$3,$4)
  ON CONFLICT ("user") DO UPDATE SET version = excluded.version, body = excluded.body, key = excluded.key
  WHERE excluded.version > before.version`)

export const profileWriters: Writers<ProfileWrites> = {
  'profile.put': async ({ db }, { user, version, body, key }) => (await db.run(put, user, version, body, key)) > 0,
}
