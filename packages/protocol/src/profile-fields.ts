import { z } from 'zod'
import { profileLimits } from './limits.ts'

/** The end of the year 9999, milliseconds since 1970: what every calendar can show. */
const lastMoment = 253_402_300_799_999

const field = (most: number) => z.string().refine((text) => [...text].length <= most)

/** What stands in a sealed profile; empty texts: nothing is said. */
export const ProfileFields = z.object({
  pronouns: field(profileLimits.pronouns),
  about: field(profileLimits.about),
  status: field(profileLimits.status),
  /** Milliseconds since 1970 at which the status ends; null: it stays. */
  until: z.int().min(0).max(lastMoment).nullable(),
})
export type ProfileFields = z.infer<typeof ProfileFields>

/** What is sealed in the `body` of `profiles.put`: whose it is and which version, so that it fits in no other place. */
export const SealedProfile = z.object({
  v: z.literal(1),
  user: z.string(),
  version: z.int().min(1),
  fields: ProfileFields,
})
export type SealedProfile = z.infer<typeof SealedProfile>

/** What opens a sealed profile from this version on: 32 bytes in base64url. It travels inside what people seal for a room. */
export const ProfileKey = z.object({
  version: z.int().min(1),
  key: z.string().regex(/^[\w-]{43}$/),
})
export type ProfileKey = z.infer<typeof ProfileKey>
