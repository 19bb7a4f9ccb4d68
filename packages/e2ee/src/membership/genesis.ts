import { Id } from '@parley/protocol'
import { z } from 'zod'
import { hashOf } from './hash.ts'
import { Policy } from './policy.ts'

/** A master signing key: Ed25519, base64 without padding, as the sealing library writes it. */
export const MasterKey = z.string().regex(/^[A-Za-z0-9+/]{43}$/)
export type MasterKey = z.infer<typeof MasterKey>

/** How a sealed room begins; its hash is the room's id, so nobody can give the room another beginning. */
export const Genesis = z.strictObject({
  v: z.literal(1),
  kind: z.literal('genesis'),
  creator: Id,
  creatorKey: MasterKey,
  policy: Policy,
  /** A direct message: who else is in it from the beginning. Nobody owns it, and nobody joins it later. */
  others: z
    .array(z.strictObject({ user: Id, key: MasterKey }))
    .min(1)
    .max(15)
    .optional(),
  /** 16 random bytes in base64url: two rooms of one person are two rooms. */
  nonce: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
})
export type Genesis = z.infer<typeof Genesis>

/** The id of the room that begins so: 43 characters. */
export const roomIdOf = async (genesis: Genesis): Promise<string> => await hashOf(genesis)
