import { Id, Role } from '@parley/protocol'
import { z } from 'zod'
import { MasterKey, RoomName } from './genesis.ts'
import { Hash } from './hash.ts'
import { About, Policy } from './policy.ts'

/** Milliseconds since 1970. */
const Moment = z.int().min(0)

/** What can happen to who is in a room. Who does it is never said here: the sealing library proves it. */
export const Change = z.discriminatedUnion('kind', [
  /** The first line of a room from before: whoever sealed it stands by how it begins. */
  z.strictObject({ kind: z.literal('sealed') }),
  /** `key`: the master key that the inviter sees; only that one joins. */
  z.strictObject({ kind: z.literal('invite'), user: Id, key: MasterKey }),
  z.strictObject({ kind: z.literal('join') }),
  z.strictObject({ kind: z.literal('leave') }),
  z.strictObject({ kind: z.literal('remove'), user: Id }),
  z.strictObject({ kind: z.literal('ban'), user: Id }),
  z.strictObject({ kind: z.literal('unban'), user: Id }),
  z.strictObject({ kind: z.literal('role'), user: Id, role: Role }),
  z.strictObject({ kind: z.literal('policy'), policy: Policy }),
  z.strictObject({ kind: z.literal('about'), ...About.shape }),
  /** A member has a new identity, and somebody has looked at it. */
  z.strictObject({ kind: z.literal('confirm'), user: Id, key: MasterKey }),
  /**
   * `link`: public key (Ed25519, base64url) of the secret in the link; `invite`: what the server keeps of the same link,
   * so that whoever withdraws one finds the other.
   */
  z.strictObject({
    kind: z.literal('link'),
    link: Hash,
    invite: Id,
    uses: z.int().min(1).max(1000),
    expires: Moment,
  }),
  z.strictObject({ kind: z.literal('unlink'), link: Hash }),
  /** Somebody came by a link; `at`: when, by the clock of the member who admits. */
  z.strictObject({
    kind: z.literal('admit'),
    user: Id,
    key: MasterKey,
    link: Hash,
    at: Moment,
    proof: z.string().max(200),
  }),
])
export type Change = z.infer<typeof Change>

/** One line of a room's membership log, as it is sealed. */
export const Line = z.strictObject({
  v: z.literal(1),
  room: RoomName,
  /** 1, 2, 3 … without a hole; the genesis is 0. */
  index: z.int().min(1),
  /** Hash of the last accepted line, or of the genesis where there is none. */
  prev: Hash,
  change: Change,
})
export type Line = z.infer<typeof Line>

/** A line with what is known about it once it is opened. */
export interface Opened {
  /** The index under which the server keeps it. */
  readonly index: number
  /** Of the line together with who wrote it, under which identity. */
  readonly hash: Hash
  /** null: what was sealed is not a line of a membership log. */
  readonly line: Line | null
  readonly by: string
  /** Master key by which the sending device is cross-signed; null: by none. */
  readonly byKey: MasterKey | null
  /** Whether the proof of an `admit` is a signature of its link; false for everything else. */
  readonly proven: boolean
}
