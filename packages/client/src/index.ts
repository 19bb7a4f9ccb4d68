export type { Picture, Trust, Verification, VerificationState } from '@parley/e2ee/vault'
export type {
  Auth,
  Client,
  IncomingMessage,
  JumpTarget,
  MarkCounts,
  MembersState,
  NewInvite,
  RoomHandle,
  RoomItem,
  Stop,
} from './client.ts'
export { type Clock, systemClock } from './clock.ts'
export { createEngine, type Engine, type EngineOptions } from './engine/engine.ts'
export { type InviteAddress, readInvite } from './invite-address.ts'
export { type Reach, reachOf } from './marks/marks.ts'
export { bodyBytes, bodyBytesMost, fitsSealed } from './outbox/body-size.ts'
export type { Card } from './profiles/fields.ts'
export type { MyProfile } from './profiles/own-profile.ts'
export { type Readable, until } from './readable.ts'
export type { PasskeyTouch } from './sealing/passkey-touch.ts'
export type { ConnectionState, SessionState, SignedOutReason } from './states.ts'
export { indexedDbStore } from './store/indexed-db.ts'
export { memoryStore } from './store/memory.ts'
export type { Store } from './store/store.ts'
export { type AttachOptions, attachTab } from './tabs/attach.ts'
export { type Leading, type LeadOptions, leadOrFollow } from './tabs/lead-or-follow.ts'
export type { Locks, TabChannel } from './tabs/messages.ts'
export { type ServeOptions, serveTabs } from './tabs/serve.ts'
export { readContent } from './timeline/content.ts'
export type { ItemContent, Sending, Timeline, TimelineItem, TimelineLoading } from './timeline/timeline.ts'
