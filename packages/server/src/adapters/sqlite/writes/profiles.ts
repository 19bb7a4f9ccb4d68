import type { DatabaseSync } from 'node:sqlite'
import type { ProfileWrites } from '../../../ports/storage/profiles.ts'
import type { Writers } from './index.ts'

export function profileWriters(db: DatabaseSync): Writers<ProfileWrites> {
  const put = db.prepare(`
    INSERT INTO sealed_profiles(user, version, body, key) VALUES (?,?,?,?)
    ON CONFLICT(user) DO UPDATE SET version = excluded.version, body = excluded.body, key = excluded.key
    WHERE excluded.version > version`)
  return {
    'profile.put': ({ user, version, body, key }) => Number(put.run(user, version, body, key).changes) > 0,
  }
}
