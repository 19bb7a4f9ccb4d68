import { z } from 'zod'
import { HistoryRule } from './history-rule.ts'
import { Id, Seq } from './id.ts'
import { bodyCharacters, signCharacters } from './limits.ts'
import { ProfileKey } from './profile-fields.ts'

/**
 * What people write, inside the opaque `body` of an entry: the server carries it and does not read it.
 * A reader skips a `kind` it does not know and shows that something newer stands there.
 */
export const Content = z.discriminatedUnion('kind', [
  z.object({ v: z.literal(1), kind: z.literal('text'), text: z.string().min(1) }),
  z.object({
    v: z.literal(1),
    kind: z.literal('call'),
    call: Id,
    media: z.enum(['audio', 'video']),
    outcome: z.enum(['ended', 'missed', 'declined', 'busy', 'failed']),
    /** Milliseconds between answer and end; 0 when nobody answered. */
    lasted: z.int().min(0),
  }),
])
export type Content = z.infer<typeof Content>

/** Whether a body is content in clear, as nobody may send it into a sealed room: an object without sealed text in it. */
export const isClear = (body: string): boolean => body.startsWith('{') && !body.includes('"ciphertext"')

export const Body = z.string().min(1).max(bodyCharacters)

/** A sealed value beside the log, opaque to the server: the last one of a device replaces those before. */
export const Sign = z.string().min(1).max(signCharacters)

/** What is sealed in the `sealed` of `marks.set`: how far a device has stored a room, and how far its user has read. */
export const SealedMarks = z.object({
  v: z.literal(1),
  delivered: Seq,
  /** 0 where the user does not tell. */
  read: Seq,
  /** What opens the user's profile. */
  profile: ProfileKey.optional().catch(undefined),
})
export type SealedMarks = z.infer<typeof SealedMarks>

/** What is sealed in the `sealed` of `typing.set`. */
export const SealedTyping = z.object({
  v: z.literal(1),
  typing: z.boolean(),
  /** Milliseconds since 1970 by the sender's clock; of one device each is larger than the one before. */
  at: z.int().min(0),
})
export type SealedTyping = z.infer<typeof SealedTyping>

/** One line of a sealed room's membership log: opaque, beside the index under which the server keeps it. */
export const SealedLine = z.strictObject({ index: z.int().min(1), body: Body })
export type SealedLine = z.infer<typeof SealedLine>

const written = { v: z.literal(1), line: SealedLine.optional() }
const about = { ...written, user: Id }

/**
 * What the server itself writes into a log: who came, went and may do what. Clear in every room; in a sealed one the
 * line beside it says what members believe. `line`: it changes nothing that the server knows.
 */
export const MembershipChange = z.discriminatedUnion('kind', [
  z.object({ ...written, kind: z.literal('created') }),
  z.object({ ...about, kind: z.literal('joined') }),
  z.object({ ...about, kind: z.literal('left') }),
  z.object({ ...about, kind: z.literal('invited') }),
  z.object({ ...about, kind: z.literal('declined') }),
  z.object({ ...about, kind: z.literal('kicked') }),
  z.object({ ...about, kind: z.literal('banned') }),
  z.object({ ...about, kind: z.literal('unbanned') }),
  z.object({ ...about, kind: z.literal('role'), role: z.enum(['owner', 'moderator', 'member']) }),
  z.object({ ...written, kind: z.literal('renamed') }),
  z.object({ ...written, kind: z.literal('history'), history: HistoryRule }),
  z.object({ ...written, kind: z.literal('line') }),
  /** A room from before is sealed from here on. */
  z.object({ ...written, kind: z.literal('sealed') }),
])
export type MembershipChange = z.infer<typeof MembershipChange>

/** `message`: written by people. `membership`: written by the server. `call`: a call that took place or did not. */
export const EntryKind = z.enum(['message', 'membership', 'call'])
export type EntryKind = z.infer<typeof EntryKind>

/** One line of a room's log. Everything beside `body` is routing and stays clear to the server. */
export const Entry = z.object({
  seq: Seq,
  id: Id,
  kind: EntryKind,
  sender: Id,
  device: Id,
  /** Milliseconds since 1970 by the server's clock. For display; order is `seq`. */
  at: z.int(),
  /** Counted entries up to and including this one: unread = room.messages − mark.messages. */
  messages: z.int().min(0),
  body: z.string(),
})
export type Entry = z.infer<typeof Entry>

/** One place where a peer may be reached (RTCIceCandidateInit of WebRTC 1.0, §4.8.1). */
export const IceCandidate = z.object({
  candidate: z.string().max(2_000),
  sdpMid: z.string().max(100).nullable(),
  sdpMLineIndex: z.int().min(0).max(65_535).nullable(),
  usernameFragment: z.string().max(300).nullable(),
})
export type IceCandidate = z.infer<typeof IceCandidate>

const KeyIndex = z.int().min(0).max(255)
const MediaKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

/** How many signals may travel in one body. */
export const signalsTogether = 50

/** What devices say to each other about a call, inside the opaque body of an inbox entry. */
export const CallSignal = z.discriminatedUnion('kind', [
  z.object({ v: z.literal(1), kind: z.literal('webrtc-offer'), sdp: z.string().max(30_000) }),
  z.object({ v: z.literal(1), kind: z.literal('webrtc-answer'), sdp: z.string().max(30_000) }),
  z.object({ v: z.literal(1), kind: z.literal('webrtc-ice'), candidate: IceCandidate }),
  /** What the sender sends. `hand`: since when they want to speak, milliseconds since 1970. */
  z.object({
    v: z.literal(1),
    kind: z.literal('media'),
    audio: z.boolean(),
    video: z.boolean(),
    screen: z.boolean().optional(),
    hand: z.int().min(0).optional(),
  }),
  /** One sign that everybody in the call sees for a moment. */
  z.object({ v: z.literal(1), kind: z.literal('reaction'), emoji: z.string().min(1).max(32) }),
  /**
   * The key with which the sender's media is sealed: 32 bytes, base64url, under an index that each sealed frame names.
   * `ask`: the sender lacks the other's.
   */
  z.object({ v: z.literal(1), kind: z.literal('media-key'), index: KeyIndex, key: MediaKey, ask: z.boolean() }),
  /** The key of this index is there. */
  z.object({ v: z.literal(1), kind: z.literal('media-key-ack'), index: KeyIndex }),
  /** Which pictures of the other somebody sees at the sender: the others need not come. */
  z.object({ v: z.literal(1), kind: z.literal('media-wish'), camera: z.boolean(), screen: z.boolean() }),
  /** What the other sends has come by this way: the sender does without the one before. */
  z.object({ v: z.literal(1), kind: z.literal('media-arrived'), carrier: z.enum(['mesh', 'sfu']) }),
])
export type CallSignal = z.infer<typeof CallSignal>

/** The body of an inbox entry about a call: one signal, or several that waited for the same device, in their order. */
export const CallSignals = z.discriminatedUnion('kind', [
  ...CallSignal.options,
  z.object({
    v: z.literal(1),
    kind: z.literal('several'),
    signals: z.array(CallSignal).min(1).max(signalsTogether),
  }),
])
export type CallSignals = z.infer<typeof CallSignals>

/** One line of a device's inbox, deleted once acknowledged. */
export const InboxEntry = z.object({
  seq: Seq,
  /** `sealed`: from device to device, for nobody between to read. */
  kind: z.enum(['call-signal', 'sealed']),
  from: z.object({ user: Id, device: Id }),
  /** The call that a `call-signal` belongs to. */
  call: Id.optional(),
  at: z.int(),
  body: z.string(),
})
export type InboxEntry = z.infer<typeof InboxEntry>
