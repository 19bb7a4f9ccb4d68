import type { DatabaseSync } from 'node:sqlite'
import type { ProfileReads, StoredProfile } from '../../../ports/storage/profiles.ts'
import { userOf } from '../../sql/rows.ts'
import { isIn, sharersOf } from '../../sql/sharing.ts'
import type { Readers } from './index.ts'

const sharers = sharersOf('?1', isIn)

export function profilePages(db: DatabaseSync): Readers<ProfileReads> {
  const all = db.prepare(`SELECT ?1 user UNION ${sharers}`)
  const get = db.prepare(`
    SELECT user, version, body, CASE user WHEN ?1 THEN key END key FROM sealed_profiles
    WHERE user = ?2 AND version <> ?3 AND (?1 = ?2 OR EXISTS(${sharers} AND o.user = ?2))`)
  return {
    'profile.get': ({ by, people }) =>
      people.flatMap(({ user, version }) => {
        const row = get.get(by, user, version)
        return row ? [{ ...row } as unknown as StoredProfile] : []
      }),
    'profile.sharers': ({ user }) => all.all(user).map(userOf),
  }
}
