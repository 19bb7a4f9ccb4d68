import { z } from 'zod'
import { Entry, InboxEntry, Sign } from './content.ts'
import type { ErrorAnswer } from './errors.ts'
import { Id, Seq } from './id.ts'
import type { Limits } from './limits.ts'
import {
  CallInfo,
  Mark,
  MemberState,
  PresenceState,
  PrivacySettings,
  Profile,
  Role,
  RoomSummary,
  SealedMark,
} from './shapes.ts'

/** Where a client stands when it connects. */
export const Cursors = z.strictObject({
  /** The store's incarnation as last seen; null on first contact. */
  epoch: z.string().max(64).nullable(),
  /** Last acknowledged position of the device inbox. */
  inbox: Seq,
  /** Last position held, room by room. A room without one is taken up at its `head` in the snapshot. */
  rooms: z.record(Id, Seq),
  /** When the cursors were last live, milliseconds since 1970 (0: never): an absence over `inlineDays` is `limited`. */
  at: z.int().min(0),
})
export type Cursors = z.infer<typeof Cursors>

/** What a client sends over the WebSocket, one JSON object per text frame. */
export const ClientFrame = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('do'), id: z.int().min(0), command: z.string().max(64), input: z.unknown() }),
  z.strictObject({ type: z.literal('resume'), cursors: Cursors }),
  z.strictObject({ type: z.literal('beat') }),
  /** A fresh access token, before the one behind the connection ends. */
  z.strictObject({ type: z.literal('token'), access: z.string().max(4096) }),
])
export type ClientFrame = z.infer<typeof ClientFrame>

/** What happened. A client ignores a `type` and keys that it does not know. */
export const Event = z.discriminatedUnion('type', [
  z.object({ type: z.literal('entry'), room: Id, entry: Entry }),
  z.object({ type: z.literal('inbox'), entry: InboxEntry }),
  /** The list of my rooms changed: this one is new or different. */
  z.object({ type: z.literal('room'), room: RoomSummary }),
  z.object({ type: z.literal('room_gone'), room: Id, reason: z.enum(['left', 'kicked', 'banned', 'declined']) }),
  /** Somebody in a room is something else now; `members` and `version` are those of the room's summary. */
  z.object({
    type: z.literal('member'),
    room: Id,
    profile: Profile,
    role: Role,
    state: MemberState,
    members: z.int().min(0),
    version: z.int(),
  }),
  z.object({ type: z.literal('profile'), profile: Profile }),
  /** Somebody says something else about themselves: fetch it with `profiles.get`. */
  z.object({ type: z.literal('profile_sealed'), user: Id, version: z.int().min(1) }),
  z.object({ type: z.literal('settings'), settings: PrivacySettings }),
  /** Marks of others in a room, last value wins. */
  z.object({ type: z.literal('marks'), room: Id, marks: z.array(Mark) }),
  /** Marks of others in a sealed room, of each device the last. */
  z.object({ type: z.literal('sealed_marks'), room: Id, marks: z.array(SealedMark) }),
  /** My own read mark, from another of my devices or from this one. */
  z.object({ type: z.literal('own_mark'), room: Id, seq: Seq, messages: z.int() }),
  z.object({ type: z.literal('typing'), room: Id, user: Id, typing: z.boolean() }),
  /** Somebody types in a sealed room, or does not any more: what is sealed says which. Ends by itself. */
  z.object({ type: z.literal('sealed_typing'), room: Id, user: Id, sealed: Sign }),
  z.object({ type: z.literal('user_online'), user: Id }),
  z.object({ type: z.literal('user_offline'), user: Id }),
  z.object({ type: z.literal('user_presence'), user: Id, state: PresenceState }),
  z.object({ type: z.literal('call'), call: CallInfo }),
  /** A moderator took me out of a call. */
  z.object({ type: z.literal('call_removed'), call: Id, by: Id }),
  /** A moderator asks the device with which I am in a call to mute its microphone; unmuting it is up to me alone. */
  z.object({ type: z.literal('call_muted'), call: Id, by: Id }),
  /** Somebody's keys or devices are others now; `change` is the number that `keys.changes` goes on from. */
  z.object({ type: z.literal('keys_changed'), user: Id, change: z.int().min(1) }),
])
export type Event = z.infer<typeof Event>

/** Answers and the steps of a connection. */
export type ServerFrame =
  | Event
  | {
      readonly type: 'welcome'
      readonly protocol: 1
      readonly epoch: string
      readonly user: string
      readonly device: string
      /** Names this connection for the uplink of an event stream. */
      readonly connection: string
      readonly now: number
      readonly limits: Limits
      readonly heartbeat: number
    }
  | { readonly type: 'ok'; readonly id: number; readonly output: unknown }
  | { readonly type: 'error'; readonly id: number | null; readonly error: ErrorAnswer }
  /** Rooms whose head moved since the previous beat, and the head of the inbox (C7). */
  | { readonly type: 'beat'; readonly heads: Readonly<Record<string, number>>; readonly inbox: number }
  /** Answer to `resume`: everything ephemeral, and the list of rooms. */
  | {
      readonly type: 'snapshot'
      readonly me: Profile
      readonly settings: PrivacySettings
      readonly rooms: readonly RoomSummary[]
      readonly presence: Readonly<Record<string, 'online' | 'away'>>
      readonly typing: readonly { readonly room: string; readonly user: string }[]
      readonly calls: readonly CallInfo[]
    }
  /** Phase 1, backfill: a page of what was missed. */
  | { readonly type: 'backfill'; readonly room: string; readonly entries: readonly Entry[] }
  /** Instead of a backfill: too much was missed; fetch pages with `messages.history`. */
  | { readonly type: 'limited'; readonly room: string; readonly head: number }
  /** Phase 2, cutover: everything up to here was carried; phase 3, live, begins. */
  | { readonly type: 'live' }
  /** The store is another incarnation: drop cursors, keep what you have, offer your unconfirmed sends again (C9). */
  | { readonly type: 'resync'; readonly epoch: string }
  /** A warning before 4029 (C11). */
  | { readonly type: 'slow_down'; readonly retry_after: number }
  /** The event stream's way to close; a WebSocket closes itself. */
  | { readonly type: 'close'; readonly code: number; readonly reason: string }
