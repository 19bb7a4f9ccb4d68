import type { DatabaseSync } from 'node:sqlite'
import type { ProfileReads, StoredProfile } from '../../../ports/storage/profiles.ts'
import type { Readers } from './index.ts'

/** Whether the member `m` is in the room `r`: being invited is not enough. */
const isIn = (m: string, r: string): string =>
  `(${m}.state = 'joined' OR (${m}.state = 'left' AND ${r}.direct_key IS NOT NULL))`

/** Everybody with whom the user `?1` shares a private room or direct message. */
const sharers = `
  SELECT o.user FROM members m JOIN rooms r ON r.n = m.room JOIN members o ON o.room = m.room
  WHERE m.user = ?1 AND r.kind <> 'public' AND ${isIn('m', 'r')} AND ${isIn('o', 'r')}`

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
    'profile.sharers': ({ user }) => all.all(user).map((row) => row['user'] as string),
  }
}
