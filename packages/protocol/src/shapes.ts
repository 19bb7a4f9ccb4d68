import { z } from 'zod'
import { Sign } from './content.ts'
import { Id, Seq } from './id.ts'

export const Handle = z.string().min(1).max(64)
export const DisplayName = z.string().trim().min(1).max(64)

export const Profile = z.object({
  id: Id,
  /** null for guests. */
  handle: z.string().nullable(),
  name: z.string(),
  kind: z.enum(['owner', 'account', 'guest', 'bot']),
})
export type Profile = z.infer<typeof Profile>

export const RoomKind = z.enum(['public', 'private', 'direct'])
export type RoomKind = z.infer<typeof RoomKind>
export const Role = z.enum(['owner', 'moderator', 'member'])
export const MemberState = z.enum(['joined', 'invited', 'left', 'banned'])
export type MemberState = z.infer<typeof MemberState>

export const Mark = z.object({
  user: Id,
  /** Highest `seq` stored on one of the user's devices. */
  delivered: Seq,
  /** Highest `seq` that was visible in a focused window of the user; 0 where the user does not tell. */
  read: Seq,
})
export type Mark = z.infer<typeof Mark>

/** What one device of a member tells the others of a sealed room about its marks. */
export const SealedMark = z.object({ user: Id, device: Id, sealed: Sign })
export type SealedMark = z.infer<typeof SealedMark>

/** A room as its member sees it in the list. */
export const RoomSummary = z.object({
  id: Id,
  kind: RoomKind,
  /** Clear in a public room and in private ones from before that are not sealed yet; empty in sealed rooms. */
  name: z.string(),
  topic: z.string(),
  /** Last index of the membership log of a sealed room; null: the room is not sealed. */
  lines: z.int().min(0).nullable(),
  state: z.enum(['joined', 'invited']),
  role: Role,
  invitedBy: Id.nullable(),
  /** Grows with each change of members, roles, name or topic, and with each line. */
  version: z.int(),
  /** Last position, and how many counted entries there are up to it. */
  head: Seq,
  messages: z.int().min(0),
  /** Milliseconds since 1970 of the newest counted entry, 0 without one. */
  lastAt: z.int(),
  /** First position that this member may read. */
  since: Seq,
  members: z.int().min(0),
  /** The other people of a direct message, at most 8; empty in other rooms. */
  people: z.array(Profile),
  /** A voice channel: to open it is to come into its call. */
  voice: z.literal(true).optional(),
  /** The member's own read mark: where, and the count of counted entries there. */
  read: z.object({ seq: Seq, messages: z.int().min(0) }),
})
export type RoomSummary = z.infer<typeof RoomSummary>

export const Member = z.object({ profile: Profile, role: Role, state: MemberState, since: Seq })
export type Member = z.infer<typeof Member>

export const PresenceState = z.enum(['online', 'away', 'offline'])
export type PresenceState = z.infer<typeof PresenceState>

/** What a person chose about being seen; known to the server, because it has to obey, and to all their devices. */
export const PrivacySettings = z.object({
  /** Appear offline to everybody. */
  invisible: z.boolean(),
  /** Send and see who is typing. */
  typing: z.boolean(),
  /** Send and see read marks. */
  receipts: z.boolean(),
  /** Tell the server, in numbers only, how many entries stay unreadable here. */
  reports: z.boolean(),
})
export type PrivacySettings = z.infer<typeof PrivacySettings>

export const SessionInfo = z.object({
  device: Id,
  name: z.string(),
  createdAt: z.int(),
  lastSeenAt: z.int(),
  current: z.boolean(),
})
export type SessionInfo = z.infer<typeof SessionInfo>

/** What a fresh or refreshed session gets; the refresh token itself travels only in the cookie. */
export const Grant = z.object({
  user: Id,
  device: Id,
  access: z.string(),
  /** Seconds until `access` expires. */
  expiresIn: z.int(),
})
export type Grant = z.infer<typeof Grant>

export const Registration = z.enum(['open', 'invite'])

export const CallInfo = z.object({
  id: Id,
  room: Id,
  media: z.enum(['audio', 'video']),
  startedBy: Id,
  startedAt: z.int(),
  state: z.enum(['ringing', 'live', 'ended']),
  reason: z.enum(['hung-up', 'declined', 'busy', 'missed', 'failed']).nullable(),
  /** Who is in it, and with which device. */
  participants: z.array(z.object({ user: Id, device: Id, joinedAt: z.int() })),
  /** Whether media goes from device to device, or over a server that forwards it sealed. */
  carrier: z.enum(['mesh', 'sfu']),
  /** It runs in a room of many: it rings nobody, whoever is in the room may come, and it ends with the last who goes. */
  isGroup: z.boolean().optional(),
  /** The server has started anew a moment ago: others may be in it who have not said so yet. */
  isHealing: z.boolean().optional(),
  /** Two devices found no path to each other, so it goes over an SFU, however few they are. */
  isRerouted: z.literal(true).optional(),
  /** Who has not been heard of for a while, and may come back: their network may be gone. */
  away: z.array(z.object({ user: Id, device: Id })).optional(),
  /** Nobody new may join; who is in it, or is away, may come back. */
  isLocked: z.boolean().optional(),
  /** Whom a moderator has made large for everybody. */
  spotlight: Id.optional(),
})
export type CallInfo = z.infer<typeof CallInfo>

export const IceServer = z.object({
  urls: z.array(z.string()),
  username: z.string().optional(),
  credential: z.string().optional(),
})
export type IceServer = z.infer<typeof IceServer>

/** Why an entry of a sealed room cannot be shown on a device. */
export const UnreadableReason = z.enum([
  'no-key',
  'key-too-late',
  'withheld',
  'unsigned-sender',
  'not-the-sender',
  'repeated',
  'damaged',
  'unsealed',
  'stranger',
  'moved',
])
export type UnreadableReason = z.infer<typeof UnreadableReason>
