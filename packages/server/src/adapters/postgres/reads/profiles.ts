import type { ProfileReads, StoredProfile } from '../../../ports/storage/profiles.ts'
import { userOf } from '../../sql/rows.ts'
import { isIn, sharersOf } from '../../sql/sharing.ts'
import { statement } from '../statement.ts'
import type { Readers } from './index.ts'

const sharers = sharersOf('$1', isIn)
const everybody = statement(`SELECT $1::text AS "user" UNION ${sharers}`)
const get = statement(`
  SELECT p."user", p.version, p.body, CASE p."user" WHEN $1 THEN p.key END AS key
  FROM unnest($2::text[], $3::int8[]) WITH ORDINALITY AS asked("user", version, place)
    JOIN sealed_profiles p ON p."user" = asked."user" AND p.version <> asked.version
  WHERE p."user" = $1 OR EXISTS(${sharers} AND o."user" = p."user") ORDER BY asked.place`)

export const profileReads: Readers<ProfileReads> = {
  'profile.get': async (db, { by, people }) => {
    const users = people.map(({ user }) => user)
    const versions = people.map(({ version }) => version)
    return (await db.all(get, by, users, versions)).map((row) => row as unknown as StoredProfile)
  },
  'profile.sharers': async (db, { user }) => (await db.all(everybody, user)).map(userOf),
}
