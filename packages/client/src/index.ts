export type {
  Auth,
  Client,
  IncomingMessage,
  JumpTarget,
  MembersState,
  RoomHandle,
  RoomItem,
  Stop,
} from './client.ts'
export { type Readable, until } from './readable.ts'
export type { ConnectionState, SessionState, SignedOutReason } from './states.ts'
export type { ItemContent, Sending, Timeline, TimelineItem, TimelineLoading } from './timeline/timeline.ts'
