import { z } from 'zod'
import { command, session, units } from '../command.ts'
import { Id } from '../id.ts'
import { profileCharacters, profilePage } from '../limits.ts'

const Sealed = z.string().min(1).max(profileCharacters)
/** Grows with each change, by one or more; 0 stands for none. */
const Version = z.int().min(0)

export const putProfile = command({
  name: 'profiles.put',
  doc: 'Keeps what I say about myself, sealed with a key of its own, and that key sealed for my own devices; null removes both. An older version, or the same again, is `stale`.',
  who: session,
  cost: units(5),
  input: z.strictObject({
    version: Version.min(1),
    sealed: z.strictObject({ body: Sealed, key: Sealed }).nullable(),
  }),
  output: z.object({}),
  errors: ['stale'],
})

export const getProfiles = command({
  name: 'profiles.get',
  doc: 'Sealed profiles of people in my private rooms and direct messages, and mine, where they are another version than the one named. Everybody else is left out. `key` comes with mine alone.',
  who: session,
  cost: units(2),
  input: z.strictObject({
    people: z
      .array(z.strictObject({ user: Id, version: Version }))
      .min(1)
      .max(profilePage),
  }),
  output: z.object({
    profiles: z.array(
      z.object({ user: Id, version: Version, body: z.string().nullable(), key: z.string().nullable() }),
    ),
  }),
  errors: [],
})
