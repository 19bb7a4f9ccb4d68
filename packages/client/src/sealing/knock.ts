import { Snapshot } from '@parley/e2ee/membership'
import { Id } from '@parley/protocol'
import { z } from 'zod'

const Key = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

/**
 * "I came by a link, let me in": from a newcomer to members. It names the link by its tag, so that whoever does not read
 * the room's log learns nothing that would make them look like somebody who does.
 */
export const Knock = z.object({
  room: Id,
  tag: Key,
  /** The signature of the link's secret on room, person and identity. */
  proof: z.string().max(200),
  /** How often this device has asked before. */
  turn: z.int().min(0),
})
export type Knock = z.infer<typeof Knock>

/** The answer: how the room is, with the public key of the link, which nobody knows who does not read the room's log. */
export const Welcome = z.object({ room: Id, link: Key, snapshot: Snapshot })

/** Why a newcomer is not let in. `ended`: the link is used up, expired or withdrawn. */
export const NotAdmitted = z.object({ room: Id, why: z.enum(['ended', 'banned']) })

/** From one device to the others of the same person: by which link they wait. */
export const OwnLink = z.object({ room: Id, secret: Key })

export const knockTypes = {
  knock: 'parley.knock',
  welcome: 'parley.welcome',
  refusal: 'parley.not-admitted',
  ownLink: 'parley.link',
} as const

/** Somebody who came by a link and waits before a room. */
export type Waiting = 'asking' | z.infer<typeof NotAdmitted>['why']
