import { Id, oldRoomPeople, Role, Seq } from '@parley/protocol'
import { z } from 'zod'
import { Hash, hashOf } from './hash.ts'
import { Policy } from './policy.ts'

/** A master signing key: Ed25519, base64 without padding, as the sealing library writes it. */
export const MasterKey = z.string().regex(/^[A-Za-z0-9+/]{43}$/)
export type MasterKey = z.infer<typeof MasterKey>

/** The id of a room from before there was sealing: 22 characters, so that no hash is one. */
const OldId = z.string().regex(/^[A-Za-z0-9_-]{22}$/)

/** By what a sealed room is called in all that is sealed in it: its id, which is a hash unless it is from before. */
export const RoomName = z.union([Hash, OldId])
export type RoomName = z.infer<typeof RoomName>

const Person = z.strictObject({ user: Id, key: MasterKey })

/** What a room was before it was sealed. Its people stand in `others`. */
const Before = z.strictObject({
  room: OldId,
  /** The last position at which clear entries stand: none after it counts. */
  until: Seq,
  /** The creator's role. Others have theirs beside them. */
  role: Role,
  invited: z.array(Person).max(oldRoomPeople),
})

const Beginning = z.strictObject({
  v: z.literal(1),
  kind: z.literal('genesis'),
  creator: Id,
  creatorKey: MasterKey,
  policy: Policy,
  /**
   * Who else is in it from the beginning: of a direct message, which nobody owns and nobody joins later, or of a room from
   * before.
   */
  others: z
    .array(z.strictObject({ ...Person.shape, role: Role.optional() }))
    .max(oldRoomPeople)
    .optional(),
  before: Before.optional(),
  /** 16 random bytes in base64url: two rooms of one person are two rooms. */
  nonce: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
})

/** Only a room from before can have ranks, and more people than a direct message. */
const hasItsForm = ({ before, others }: z.infer<typeof Beginning>): boolean =>
  before !== undefined ||
  others === undefined ||
  (others.length >= 1 && others.length <= 15 && others.every(({ role }) => role === undefined))

/**
 * How a sealed room begins; its hash is the room's id, so nobody can give the room another beginning. A room from before
 * keeps its id, and its log goes on from the hash.
 */
export const Genesis = Beginning.refine(hasItsForm)
export type Genesis = z.infer<typeof Genesis>

/** The id of the room that begins so, unless it is from before: 43 characters. */
export const roomIdOf = async (genesis: Genesis): Promise<string> => await hashOf(genesis)

/** The one name of the room that begins so: the hash, or the id that it had before. */
export const nameOf = async (genesis: Genesis): Promise<RoomName> => genesis.before?.room ?? (await roomIdOf(genesis))
