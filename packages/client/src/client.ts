import type { Trust, Verification } from '@parley/e2ee/vault'
import type {
  CallInfo,
  CommandName,
  Content,
  HistoryRule,
  InputOf,
  Mark,
  Member,
  OutputOf,
  Profile,
  ProfileFields,
  RoomRole,
  RoomSummary,
} from '@parley/protocol'
import type { Card } from './profiles/fields.ts'
import type { MyProfile } from './profiles/own-profile.ts'
import type { Readable } from './readable.ts'
import type { KeyringState } from './sealing/keyring-state.ts'
import type { Waiting } from './sealing/knock.ts'
import type { PasskeyTouch } from './sealing/passkey-touch.ts'
import type { VerificationStep } from './sealing/verifying.ts'
import type { ConnectionState, SessionState } from './states.ts'
import type { Timeline } from './timeline/timeline.ts'

/**
 * Who can read a room. `open`: everybody here, and the server. `sealed`: its members only. `not-sealed`: a private room
 * from before there was sealing, which the server can read until it is sealed.
 */
export type Sealing = 'open' | 'sealed' | 'not-sealed'

/**
 * A room in the list: what the server said, with what this device knows beyond it. Name and topic of a sealed room come
 * from its members; they are empty as long as this device has not heard them.
 */
export interface RoomItem extends RoomSummary {
  readonly sealing: Sealing
  /** Why nothing is sent in a sealed room: see the errors `room_forked` and `room_incomplete`. */
  readonly trouble: 'room_forked' | 'room_incomplete' | null
  /** What newcomers may read, as the members of a sealed room have agreed; null: it is not sealed, or not known here. */
  readonly history: HistoryRule | null
  /** Counted messages after the own read mark (room.messages − read.messages), as soon as it is read here. */
  readonly unread: number
  /**
   * Whether I came by a link and wait to be let in. `ended`: a member's device says that the link does not work any more;
   * `banned`: that the room has banned me.
   */
  readonly waiting: Waiting | null
  /** People who have no keys yet: a room from before is sealed as soon as all have. Ids of users. */
  readonly lacking: readonly string[]
  /** Something was written here and not sent. */
  readonly hasDraft: boolean
  /** Own messages that could not be sent and wait for "retry" or "discard". */
  readonly failed: number
}

export type MembersState =
  /** Nobody looks, or nothing has been fetched. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'loading' }
  /** `more`: the rest comes with `loadMoreMembers()`. Joined and invited people, owners first. */
  | { readonly kind: 'known'; readonly members: readonly Member[]; readonly more: boolean }

export interface MarkCounts {
  readonly delivered: number
  readonly read: number
}

/** Where to open a timeline. */
export type JumpTarget =
  | { readonly kind: 'newest' }
  | { readonly kind: 'seq'; readonly seq: number }
  /** Milliseconds since 1970. */
  | { readonly kind: 'moment'; readonly at: number }

/** A message of somebody else that has just arrived and is stored on this device. */
export interface IncomingMessage {
  readonly room: string
  readonly id: string
  readonly seq: number
  readonly sender: string
  readonly at: number
  readonly text: string
}

/** What another device of a call said to this one; who it was is proven by their identity's signature on that device. */
export interface DeviceSignal {
  /** The room in which the other device believes the call to be. */
  readonly room: string
  readonly call: string
  readonly from: { readonly user: string; readonly device: string }
  readonly body: string
}

/** What a moderator did to me in a call in a room. */
export interface Ruling {
  /** Taken out of it, or asked to mute the microphone. */
  readonly kind: 'removed' | 'muted'
  readonly call: string
  /** Who that was. */
  readonly by: string
}

export interface NewRoom {
  /** A retry under the same id finds the room it made. */
  readonly id?: string
  readonly kind: 'public' | 'private'
  readonly name: string
  readonly topic: string
  /** What newcomers of a private room may read; absent: what is written from their coming on. */
  readonly history?: HistoryRule
  /** A voice channel: opening it is coming into its call. */
  readonly voice?: boolean
}

/** What people do with a room and those in it. */
export type RoomChange =
  | { readonly kind: 'join' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'invite'; readonly user: string }
  | { readonly kind: 'kick'; readonly user: string }
  | { readonly kind: 'ban'; readonly user: string }
  | { readonly kind: 'unban'; readonly user: string }
  | { readonly kind: 'role'; readonly user: string; readonly role: RoomRole }
  | { readonly kind: 'about'; readonly name: string; readonly topic: string }
  /** What newcomers of a sealed room may read of what is written from now on. */
  | { readonly kind: 'history'; readonly history: HistoryRule }
  /** A member of a sealed room has new keys, and I have looked at it. */
  | { readonly kind: 'confirm'; readonly user: string }
  /** I came by an invite link with this secret, and wait before a sealed room until a member's device lets me in. */
  | { readonly kind: 'knock'; readonly secret: string }

/** An invite link as it was made; `path` holds its secrets behind the `#` and is shown this once. */
export type NewInvite = Pick<OutputOf<'invites.create'>, 'invite' | 'path'>

/** One way to let a listener go. */
export type Stop = () => void

/**
 * One room as one window sees it. Each window (tab) has its own place in the timeline.
 * The readables are kept up to date between `open()` and the last `close()`.
 */
export interface RoomHandle {
  readonly id: string
  readonly timeline: Readable<Timeline>
  /** Who is typing now, without me. Ids of users. */
  readonly typing: Readable<readonly string[]>
  /** How far everybody has got; in sealed rooms without me. Empty in rooms over 100 members. */
  readonly marks: Readable<readonly Mark[]>
  /** In rooms over 100 members: how many have got to the end, when the room was opened. null in others, and where they are sealed. */
  readonly markCounts: Readable<MarkCounts | null>
  /** Fetched with the first subscriber; kept up to date by events. */
  readonly members: Readable<MembersState>
  readonly draft: Readable<string>

  /** Loads what this device holds (at once, also offline), then what is new. Counted: as many `close()` as `open()`. */
  open(): void
  close(): void
  /** Loads the page before or after what is shown. Nothing happens while loading or when there is no more. */
  loadBefore(): void
  loadAfter(): void
  /** Shows another part of the log. Rejects with a `ParleyError` when it cannot be fetched; what is shown stays. */
  jumpTo(target: JumpTarget): Promise<void>
  loadMoreMembers(): void

  /**
   * Writes a message. Resolves with its id once it is stored on this device and shows as sending; from then on it is
   * sent by itself, also after a reload. Rejects with `too_large`, or with `device_full` when this device cannot keep it.
   */
  send(text: string): Promise<string>
  /** The same for any content, for example the record of a call. */
  post(content: Content): Promise<string>
  /** Joins, leaves, invites …: the way for both sealed and open rooms. Rejects with a `ParleyError`. */
  change(change: RoomChange): Promise<void>
  /** Members whose keys are not those that they were let in with: ids of users. */
  changedIdentities(): Promise<readonly string[]>
  /** Sends a failed message again, under the same id. Rejects with `device_full`. */
  retry(id: string): Promise<void>
  /** Drops a failed message. */
  discard(id: string): Promise<void>

  /** Everything up to `seq` was visible in a focused window: the caller guarantees that. Kept and sent later if offline. */
  markRead(seq: number): void
  /** Call with each keystroke; it goes out every 3 s at most, and not at all where typing is switched off. */
  setTyping(typing: boolean): void
  /** Keeps what is being written, per room, on this device. The composer holds its own text and begins with `draft`. */
  setDraft(text: string): void
}

type Without<N extends CommandName> = Omit<InputOf<N>, 'device'>

/**
 * Ways to sign in. Each resolves once `session` says `signed-in`, and rejects with a `ParleyError`.
 * The WebAuthn ceremony between `…Begin` and `…Finish` runs in the page.
 */
export interface Auth {
  register(input: Without<'accounts.register'>): Promise<void>
  registerGuest(input: Without<'accounts.register-guest'>): Promise<void>
  signIn(input: Without<'sessions.sign-in'>): Promise<void>
  passkeyRegisterBegin(input: InputOf<'passkeys.register-begin'>): Promise<OutputOf<'passkeys.register-begin'>>
  passkeyRegisterFinish(input: Without<'passkeys.register-finish'>): Promise<void>
  passkeySignInBegin(): Promise<OutputOf<'passkeys.sign-in-begin'>>
  passkeySignInFinish(input: Without<'passkeys.sign-in-finish'>): Promise<void>
  /**
   * Ends the session and forgets everything on this device, unsent messages included. `told`: whether the server knows.
   * Where it does not, this device stays in the list of sessions until the engine has reached it, which it tries by
   * itself, also after a reload.
   */
  signOut(): Promise<{ readonly told: boolean }>
  /** Renews the access token now. Done by itself before it ends. */
  refresh(): Promise<void>
}

/** A signed-in device, or one that may sign in: everything that the screens read and do. */
export interface Client extends AsyncDisposable {
  readonly session: Readable<SessionState>
  readonly connection: Readable<ConnectionState>
  /** Joined rooms and invitations, the newest message first. */
  readonly rooms: Readable<readonly RoomItem[]>
  /** Everybody met so far, by id. Unknown senders are fetched by themselves. */
  readonly people: Readable<ReadonlyMap<string, Profile>>
  /** What others in sealed rooms say about themselves, by id: as soon as one of their devices has told how to open it. */
  readonly cards: Readable<ReadonlyMap<string, Card>>
  /** What I say about myself, the same on all my devices. */
  readonly myProfile: Readable<MyProfile>
  /**
   * Says something else about myself: all fields at once, empty ones say nothing. Rejects with `too_large` (see
   * `profileLimits`), `no_keys` where this device may not seal, and with what the link says.
   */
  setProfile(fields: ProfileFields): Promise<void>
  /** Who is not offline, by id. */
  readonly presence: Readable<ReadonlyMap<string, 'online' | 'away'>>
  /** Calls that ring or run in my rooms, and the last one that ended in each room since the connection began. */
  readonly calls: Readable<readonly CallInfo[]>
  readonly auth: Auth

  /** The handle of a room: the same object for the same id, also for rooms that are not in the list (yet). */
  room(id: string): RoomHandle
  /** Whether this device can seal and open. */
  readonly keyring: Readable<KeyringState>
  /** Makes a new recovery key: 12 groups of 4 characters. An older one stops working, with the passkeys beside it. */
  makeRecoveryKey(): Promise<string>
  /** Confirms this device by the recovery key. Rejects with `wrong_recovery_key`. */
  recover(key: string): Promise<void>
  /**
   * What a passkey that was just touched can do for this device, once its keys are known: one that is ready lets the
   * passkey open the messages on new devices, one that waits is confirmed by it. Answers whether the passkey opens them.
   */
  takePasskey(touch: PasskeyTouch): Promise<boolean>
  /**
   * Begins anew with another identity: what was sealed for the old one stays closed here, and others see new keys.
   * Rejects with `sign_in_again`.
   */
  startOver(): Promise<void>
  /** Verifications under way, mine and those that others ask for, and those that were over just now. */
  readonly verifications: Readable<readonly Verification[]>
  /** Who is verified, and which of my devices are confirmed. */
  readonly trust: Readable<Trust>
  /**
   * Asks my other devices to confirm this one (null), or one of them to be confirmed from here. Answers the id of the
   * verification; one that was under way with the same person ends. Rejects with `not_found`.
   */
  verifyDevice(device: string | null): Promise<string>
  /** Asks a person to verify each other. Answers the id of the verification. Rejects with `no_keys`, `no_identity`. */
  verifyPerson(user: string): Promise<string>
  /**
   * `accept` what was asked; `compare` pictures; `confirm` that they match, or that the other side has scanned; or not
   * (`mismatch`); `cancel` it, or dismiss one that is over. Does nothing where the step does not fit any more.
   */
  verificationStep(id: string, step: VerificationStep): Promise<void>
  /** The bytes of the QR code that the other side shows. false: it is some other code. */
  scanCode(id: string, code: Uint8Array): Promise<boolean>
  /** I have looked at the new keys of somebody whom I had verified: they count as not verified. */
  acceptChange(user: string): Promise<void>
  /** Makes a room with me as its owner; a private one is sealed. Answers its id. */
  createRoom(room: NewRoom): Promise<string>
  /** Makes an invite link: the way for links into sealed rooms too. */
  makeInvite(wish: InputOf<'invites.create'>): Promise<NewInvite>
  /** Withdraws an invite link of mine. `room`: where it leads; null: into none. */
  withdrawInvite(invite: string, room: string | null): Promise<void>
  /** Finds or makes the direct message with exactly these people. Answers its id. */
  direct(users: readonly string[]): Promise<string>
  /** Any command of the protocol, over the connection when it is there, else by POST. Rejects with a `ParleyError`. */
  call<N extends CommandName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>
  /**
   * Seals something for another device of a call and sends it there. Rejects with `identity_changed`, `no_identity` or
   * `stranger_in_room` where that device is not who the room let in, and with what the link says.
   */
  signal(to: { readonly room: string; readonly call: string; readonly device: string }, body: string): Promise<void>
  /**
   * What other devices of a call sealed for this one, in order, one at a time; it waits while nobody listens. A listener
   * that rejects gets it again, five times at most, and holds up what follows meanwhile.
   */
  onSignal(listener: (signal: DeviceSignal) => void | Promise<void>): Stop
  /** What moderators do to me in calls, as it happens, on each of my devices: nothing waits for a listener. */
  onRuling(listener: (ruling: Ruling) => void): Stop
  /**
   * 16 digits that people in a call compare: they are the same on both sides if nobody stands between their devices.
   * Rejects with `unavailable` where the call is not known here.
   */
  callCode(call: string): Promise<string>
  /**
   * New messages of others from any room, in the order of each room, one at a time, each once: what was there before
   * this device came first is history, and what came while it was away follows when it is back. Of a room in which
   * more was missed than the server carries, it follows only where the engine keeps all, as that of `connect` does.
   */
  onMessage(listener: (message: IncomingMessage) => void | Promise<void>): Stop
  /** Tries to connect at once instead of at `retryAt`. */
  reconnect(): void
  /** Lets go: an attached window detaches, an engine disconnects and closes its store. Nothing is signed out. */
  close(): Promise<void>
}
